/** The widths at which the layout changes, in letters of the reader's size; the style sheets name the same numbers. */
export const media = {
  phone: '(max-width: 44.9375em)',
  narrow: '(max-width: 68.75em)',
  dark: '(prefers-color-scheme: dark)',
  stillness: '(prefers-reduced-motion: reduce)',
} as const;
