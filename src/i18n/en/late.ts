import cni from './cni.ts';
import endings from './endings.ts';
import findings from './findings.ts';
import inspect from './inspect.ts';
import matrix from './matrix.ts';
import objects from './objects.ts';
import outcomes from './outcomes.ts';
import problems from './problems.ts';
import sentences from './sentences.ts';
import time from './time.ts';

/** What is said by parts that are downloaded later, in English. */
export default {
  cni,
  endings,
  findings,
  inspect,
  matrix,
  objects,
  outcomes,
  problems,
  sentences,
  time,
};
