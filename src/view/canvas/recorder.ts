/** A canvas context for tests: remembers what was asked of it, one line a call. */
export interface Recorder {
  readonly context: CanvasRenderingContext2D;
  readonly lines: readonly string[];
  readonly clear: () => void;
}

export function recorder(): Recorder {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const context = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...values: readonly unknown[]) =>
          note(`${String(name)} ${values.map(shown).join(' ')}`),
      set: (_, name, value) => {
        note(`${String(name)} = ${shown(value)}`);
        return true;
      },
    },
  ) as CanvasRenderingContext2D;
  return { context, lines, clear: () => void (lines.length = 0) };
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  return typeof value === 'string' ? value : '…';
}

/** Stands in for the browser's off-screen canvas, and draws nothing. */
export class FakeOffscreenCanvas {
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  getContext(): CanvasRenderingContext2D {
    return recorder().context;
  }

  transferToImageBitmap(): ImageBitmap {
    return { width: this.width, height: this.height, close: () => {} };
  }
}
