import type { Answer } from '../../sim/matrix/index.ts';

/** The mark of an answer, as the picture draws it; words stand beside it. */
export function Mark({ answer }: { readonly answer: Answer }) {
  return (
    <svg className="answer-mark" data-answer={answer} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[answer]}
    </svg>
  );
}

const shapes = {
  allowed: <path className="fill" d="M3 3h10v10H3z" />,
  denied: <path className="line" d="m3 3 10 10M13 3 3 13" />,
  silent: <circle className="line" cx="8" cy="8" r="4.5" />,
  unrouted: <path className="line" d="M3 8h10" />,
  mixed: (
    <>
      <path className="fill" d="M3 3v10h10z" />
      <path className="line" d="M3 3h10v10H3z" />
    </>
  ),
} as const satisfies Record<Answer, React.ReactNode>;
