/** Fields that every object has. Keys are `Struct.field`; words in backquotes are set as code. */
export default {
  'Object.apiVersion': 'The API group and version that this manifest is written for.',
  'Object.kind':
    'What sort of object this is. Together with `apiVersion` it decides which fields exist.',
  'Object.metadata': 'Name, namespace, labels and annotations: what identifies the object.',
  'Object.spec': 'What you want. Controllers bring the cluster closer to it.',
  'Object.status':
    'What controllers have observed. The server takes it from them, not from manifests that are applied.',
  'Object.items': 'The objects of a list. Each is applied as if it stood in a document of its own.',
  'ObjectMeta.name':
    'Unique among objects of its kind in the namespace. The name of a Service is its first DNS label.',
  'ObjectMeta.generateName':
    'The beginning of a name that the server completes with random letters.',
  'ObjectMeta.namespace':
    'The namespace the object lives in; `default` when left out. Names, selectors and most references reach no further than it.',
  'ObjectMeta.labels':
    'Key and value pairs that selectors match. A Service or a NetworkPolicy finds Pods by them, and by nothing else.',
  'ObjectMeta.annotations':
    'Key and value pairs for tools and controllers. No selector looks at them.',
  'ObjectMeta.ownerReferences':
    'The objects this one belongs to. When the last of them is deleted, this one is collected as garbage.',
  'ObjectMeta.finalizers':
    'Names of clean-up steps still to be done. The object stays, marked as deleted, until the list is empty.',
  'ObjectMeta.uid': 'Identity given by the server; a new object of the same name gets another one.',
  'ObjectMeta.resourceVersion':
    'Changes with every write. Clients use it to notice that somebody else wrote in between.',
  'ObjectMeta.generation': 'Counts the changes of the spec.',
  'ObjectMeta.creationTimestamp': 'When the server made the object. It is not yours to set.',
  'ObjectMeta.deletionTimestamp':
    'When deletion was asked for. From then on a Pod counts as terminating: its endpoint is no longer ready, but it may still serve.',
  'OwnerReference.kind': 'Kind of the owner.',
  'OwnerReference.name': 'Name of the owner, in the same namespace or without one.',
  'OwnerReference.uid':
    'Identity of the owner: an object of the same name made later is not meant.',
  'OwnerReference.controller': 'Whether this owner manages the object. At most one may.',
  'OwnerReference.blockOwnerDeletion':
    'Whether the owner, deleted in the foreground, waits until this object is gone.',
  'LabelSelector.matchLabels':
    'Labels that must all be there with these values. An empty selector matches everything.',
  'LabelSelector.matchExpressions':
    'Further conditions on labels. All of them, and all of `matchLabels`, have to hold.',
  'LabelSelectorRequirement.key': 'The label that the condition is about.',
  'LabelSelectorRequirement.operator':
    '`In` and `NotIn` compare with `values`; `Exists` and `DoesNotExist` only ask whether the label is there. `NotIn` also holds where it is missing.',
  'LabelSelectorRequirement.values':
    'Values for `In` and `NotIn`; with the other operators the list must be empty.',
};
