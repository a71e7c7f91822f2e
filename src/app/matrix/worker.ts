import { matrixOf, type Essence } from '../../sim/matrix/index.ts';

/** A matrix may take longer than a page should stand still, so it is made here, beside the page. */
addEventListener('message', ({ data }: MessageEvent<Essence>) => postMessage(matrixOf(data)));
