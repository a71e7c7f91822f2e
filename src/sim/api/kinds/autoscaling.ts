import { passiveKind } from '../passiveKind.ts';
import type { JsonObject, KindDefinition, Obj } from '../types.ts';

// As pkg/apis/autoscaling/v1 and v2.

interface ScalerSpec {
  readonly minReplicas?: number;
  readonly metrics?: readonly JsonObject[];
  readonly behavior?: { readonly scaleUp?: JsonObject; readonly scaleDown?: JsonObject };
}

type Scaler = Obj<ScalerSpec>;

const period = 15;
const byPercent = { type: 'Percent', value: 100, periodSeconds: period };
const scaleUp = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [{ type: 'Pods', value: 4, periodSeconds: period }, byPercent],
};
const scaleDown = { selectPolicy: 'Max', policies: [byPercent] };
const cpu = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};

function defaultScaler(object: Scaler): Scaler {
  const { behavior } = object.spec ?? {};
  return {
    ...object,
    spec: {
      minReplicas: 1,
      metrics: [cpu],
      ...object.spec,
      ...(behavior && {
        behavior: {
          scaleUp: { ...scaleUp, ...behavior.scaleUp },
          scaleDown: { ...scaleDown, ...behavior.scaleDown },
        },
      }),
    },
  };
}

const common = {
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  shortName: 'hpa',
};

const autoscaling: readonly KindDefinition[] = [
  passiveKind<Scaler>({
    ...common,
    apiVersion: 'autoscaling/v2',
    struct: 'V2HorizontalPodAutoscaler',
    defaults: defaultScaler,
  }) as unknown as KindDefinition,
  passiveKind<Scaler>({
    ...common,
    apiVersion: 'autoscaling/v1',
    defaults: (object) => ({ ...object, spec: { minReplicas: 1, ...object.spec } }),
  }) as unknown as KindDefinition,
];

export default autoscaling;
