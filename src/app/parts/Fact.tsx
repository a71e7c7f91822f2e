import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A short heading and what is under it. */
export function Fact({ title, children }: Props) {
  return (
    <section className="fact">
      <h4>{title}</h4>
      {children}
    </section>
  );
}
