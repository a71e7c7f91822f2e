import cni from './cni.ts';
import findings from './findings.ts';
import objects from './objects.ts';

/** What is said by parts that are downloaded later, in English. */
export default { cni, findings, objects };
