import { createContext, useContext } from 'react';
import type { StageCanvas } from '../stage/stageCanvas.ts';

export const StageContext = createContext<StageCanvas | undefined>(undefined);

/** The canvas that was there before the panels. */
export function useStage(): StageCanvas {
  const stage = useContext(StageContext);
  if (!stage) throw new Error('Broken promise: the stage is inside the StageContext');
  return stage;
}
