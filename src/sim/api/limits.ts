/** How many Pods one workload gets at most, whatever it asks for. Admission says so when it asks for more. */
const replicasMax = 1000;

/** How many Pods the controllers make in all. Admission says so when the workloads ask for more. */
export const podsMax = 5000;

/** How many of the replicas a workload asks for are made. */
export function simulatedReplicas(replicas: number): number {
  return Math.min(Math.max(0, replicas), replicasMax);
}
