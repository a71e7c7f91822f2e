/** A colour with the colour of text on it. */
export interface Fill {
  readonly fill: string;
  readonly text: string;
}

/** The colours of the picture. React takes the same ones through {@link cssOf}. All are `#rrggbb`. */
export interface Theme {
  readonly name: 'light' | 'dark';
  /** Behind everything. */
  readonly paper: string;
  /** Rooms, and panels beside the stage. */
  readonly room: string;
  /** Pods and other things inside a room. */
  readonly card: string;
  readonly ink: string;
  readonly quietInk: string;
  /** Lines that only divide. */
  readonly hairline: string;
  /** Outlines of what can be pointed at. */
  readonly outline: string;
  /** Bodies of devices. */
  readonly device: string;
  /** Yellow: this caused or changed it. */
  readonly lit: string;
  readonly litEdge: string;
  /** Red: only failure. */
  readonly failure: Fill;
  readonly failureTint: string;
  /** One for each colour number of a film. */
  readonly addresses: readonly Fill[];
  /** Addresses without a colour of their own. */
  readonly neutral: Fill;
  /** Outline of what is chosen, and of what has the keyboard's focus. */
  readonly focus: string;
}

const white = '#ffffff';
const nearBlack = '#101828';

/**
 * Paper and ink. The eight address colours were searched for: at least 3:1 on every ground, 4.5:1 under their text, and as far
 * apart as possible for normal sight, protanopia, deuteranopia and tritanopia.
 */
export const light: Theme = {
  name: 'light',
  paper: '#f5f4f0',
  room: '#fffefb',
  card: '#fbfaf6',
  ink: '#172033',
  quietInk: '#566173',
  hairline: '#dcd8ce',
  outline: '#878c95',
  device: '#e9e6de',
  lit: '#ffecb3',
  litEdge: '#a66a00',
  failure: { fill: '#c01f3f', text: white },
  failureTint: '#fce1e6',
  addresses: [
    { fill: '#2562d3', text: white },
    { fill: '#086a47', text: white },
    { fill: '#641b7c', text: white },
    { fill: '#af871c', text: nearBlack },
    { fill: '#2191b2', text: nearBlack },
    { fill: '#b0620f', text: white },
    { fill: '#253e54', text: white },
    { fill: '#8d5b73', text: white },
  ],
  neutral: { fill: '#6b7280', text: white },
  focus: '#2562d3',
};

/** The same hues at night: designed for the dark ground, not inverted. */
export const dark: Theme = {
  name: 'dark',
  paper: '#0f1a28',
  room: '#152234',
  card: '#1a293d',
  ink: '#e9eef6',
  quietInk: '#a9b5c6',
  hairline: '#2b3b51',
  outline: '#75859b',
  device: '#2a3a50',
  lit: '#4b3b12',
  litEdge: '#eab440',
  failure: { fill: '#ff6b7a', text: '#0b1119' },
  failureTint: '#4b1d2a',
  addresses: [
    { fill: '#4988fb', text: '#0b1119' },
    { fill: '#7bec9d', text: '#0b1119' },
    { fill: '#9f6ec0', text: '#0b1119' },
    { fill: '#fbc555', text: '#0b1119' },
    { fill: '#2cbbe7', text: '#0b1119' },
    { fill: '#b66b2a', text: '#0b1119' },
    { fill: '#ccd5e2', text: '#0b1119' },
    { fill: '#cd98b6', text: '#0b1119' },
  ],
  neutral: { fill: '#94a1b5', text: '#0b1119' },
  focus: '#7fb0ff',
};

/** The fill of an address with this colour number, or the neutral one. */
export function addressFill(theme: Theme, colour: number | undefined): Fill {
  return (colour === undefined ? undefined : theme.addresses[colour]) ?? theme.neutral;
}

/** The theme as CSS custom properties, for example `--paper: #f5f4f0; --address-0: …; --address-0-text: …`. */
export function cssOf(theme: Theme): string {
  const { name, addresses, failure, neutral, ...plain } = theme;
  const lines = Object.entries(plain).map(([token, colour]) => [kebab(token), colour] as const);
  const fills = [
    ['failure', failure] as const,
    ['address-neutral', neutral] as const,
    ...addresses.map((fill, number) => [`address-${number}`, fill] as const),
  ].flatMap(([token, { fill, text }]) => [
    [token, fill] as const,
    [`${token}-text`, text] as const,
  ]);
  const scheme = `color-scheme: ${name};`;
  return [scheme, ...[...lines, ...fills].map(([token, colour]) => `--${token}: ${colour};`)].join(
    '\n',
  );
}

function kebab(token: string): string {
  return token.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
