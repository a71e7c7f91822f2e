import { useEffect, useState } from 'react';
import type { Cluster } from '../../sim/dataplane/types.ts';
import {
  essenceOf,
  questionOf,
  type Enforcement,
  type Matrix,
  type Question,
} from '../../sim/matrix/index.ts';

/** A question with its answers: they belong together also while the next are on their way. */
export interface Answered {
  readonly cluster: Cluster;
  readonly enforcement: Enforcement;
  readonly question: Question;
  readonly matrix: Matrix;
}

export interface Asking {
  /** The last that was answered; `undefined` before the first. */
  readonly answered: Answered | undefined;
  /** Whether that is about what was asked last. */
  readonly isPresent: boolean;
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

/**
 * Who reaches whom in a cluster, found out by a worker. When the cluster changes meanwhile, the worker is ended and its answer
 * with it; another one is asked about the cluster as it is then.
 */
export function useMatrix(cluster: Cluster, enforcement: Enforcement): Asking {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<number>();
  const [answered, setAnswered] = useState<Answered>();
  useEffect(() => {
    let worker: Worker | undefined;
    const fail = (error: unknown) => {
      console.warn(error);
      setFailed(attempt);
    };
    const ask = () => {
      const question = questionOf(cluster, enforcement);
      worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<Matrix>) => {
        setAnswered({ cluster, enforcement, question, matrix: data });
        worker?.terminate();
      });
      worker.addEventListener('error', fail);
      worker.postMessage(essenceOf(question));
    };
    // In a task of its own: first the page shows that it has heard.
    const timer = setTimeout(() => {
      try {
        ask();
      } catch (error) {
        fail(error);
      }
    });
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [cluster, enforcement, attempt]);
  return {
    answered,
    isPresent: answered?.cluster === cluster && answered.enforcement === enforcement,
    hasFailed: failed === attempt,
    retry: () => setAttempt(attempt + 1),
  };
}
