import type { StopReason } from '../../../sim/trace/types.ts';

/** A word or two for a stop of the timeline. */
export const stopNames: Readonly<Record<StopReason, string>> = {
  'no-endpoints': '엔드포인트 없음',
  'no-local-endpoints': '로컬 엔드포인트 없음',
  'nothing-listens': '수신 프로세스 없음',
  'stray-answer': '모르는 응답',
  'unknown-connection': '모르는 연결',
  'no-route': '경로 없음',
  'dead-route': '막다른 경로',
  'no-neighbor': '이웃 없음',
  'too-big': 'MTU',
  'hop-limit': 'TTL 0',
  'policy-denied': '정책',
  'dropped-by-rule': '버려짐',
  'dropped-by-program': '버려짐',
  'rejected-by-rule': '거부됨',
  'invalid-state': 'INVALID',
  'no-answer': '응답 없음',
};
