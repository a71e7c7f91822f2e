/** How many objects of a text are read at most, those in lists counted one by one. */
export const objectsMax = 5000;

/** How many values one object may have, those counted whose type its kind knows. */
export const valuesMax = 65_000;

/** How many errors of one object are named; it is refused all the same. */
export const errorsMax = 1000;

/** How many unknown fields of an object are named: saveStrictError of sigs.k8s.io/json stops there. */
export const faultsMax = 100;

/** How many Pods one workload gets at most, whatever it asks for. Admission says so when it asks for more. */
const replicasMax = 1000;

/** How many Pods the controllers make in all. Admission says so when the workloads ask for more. */
export const podsMax = 5000;

/** How many of the replicas a workload asks for are made. */
export function simulatedReplicas(replicas: number): number {
  return Math.min(Math.max(0, replicas), replicasMax);
}
