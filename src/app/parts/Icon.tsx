const paths = {
  play: 'M5 3.5v11l9-5.5z',
  pause: 'M5 3.5h3v11H5zM10 3.5h3v11h-3z',
  forward: 'M4 3.5v11l7-5.5zM12 3.5h2v11h-2z',
  back: 'M14 3.5v11L7 9zM4 3.5h2v11H4z',
  close: 'M4 5.2 5.2 4 9 7.8 12.8 4 14 5.2 10.2 9l3.8 3.8-1.2 1.2L9 10.2 5.2 14 4 12.8 7.8 9z',
  fit: 'M3 3h5v1.6H4.6V8H3zM10 3h5v5h-1.6V4.6H10zM3 10h1.6v3.4H8V15H3zM13.4 10H15v5h-5v-1.6h3.4z',
  chevron: 'M4 6.7 5.2 5.5 9 9.3l3.8-3.8L14 6.7l-5 5z',
} as const;

/** A small picture beside or instead of words; never the only thing that tells something to a screen reader. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg className="icon" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" />
    </svg>
  );
}
