import { describe, expect, it } from 'vitest';
import { addressFill, cssOf, dark, light, type Theme } from './theme.ts';

type Rgb = readonly [number, number, number];

describe.each([light, dark])('the $name theme', (theme) => {
  const grounds = [theme.paper, theme.room, theme.card];

  it('has words that can be read on every ground', () => {
    for (const ground of grounds) {
      expect(contrast(theme.ink, ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(theme.quietInk, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(theme.ink, theme.lit)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.ink, theme.failureTint)).toBeGreaterThanOrEqual(4.5);
  });

  it('has words that can be read on every fill', () => {
    for (const { fill, text } of [...theme.addresses, theme.neutral, theme.failure])
      expect(contrast(fill, text), fill).toBeGreaterThanOrEqual(4.5);
  });

  it('has shapes that can be seen on every ground', () => {
    const shapes = [theme.outline, theme.litEdge, theme.focus, theme.failure.fill];
    const fills = [...theme.addresses, theme.neutral].map(({ fill }) => fill);
    for (const ground of grounds)
      for (const shape of [...shapes, ...fills])
        expect(contrast(shape, ground), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it('has address colours that can be told apart, with colour blindness too, and none that looks like failure', () => {
    const colours = [...theme.addresses.map(({ fill }) => fill), theme.failure.fill];
    for (const [sight, matrix] of Object.entries(sights)) {
      for (const [index, one] of colours.entries())
        for (const other of colours.slice(0, index))
          expect(
            difference(seen(one, matrix), seen(other, matrix)),
            `${one} ${other} ${sight}`,
          ).toBeGreaterThan(0.06);
    }
  });

  it('has a fill for every colour number and for none', () => {
    expect(theme.addresses).toHaveLength(8);
    expect(addressFill(theme, 3)).toBe(theme.addresses[3]);
    expect(addressFill(theme, undefined)).toBe(theme.neutral);
    expect(addressFill(theme, 8)).toBe(theme.neutral);
  });

  it('is the same as CSS', () => {
    const css = cssOf(theme);
    expect(css).toContain(`--quiet-ink: ${theme.quietInk};`);
    expect(css).toContain(`--address-7-text: ${theme.addresses[7]?.text};`);
    expect(css).toContain(`--address-neutral: ${theme.neutral.fill};`);
    expect(css).toContain(`color-scheme: ${theme.name};`);
  });
});

it('has the same tokens in both themes', () => {
  const tokens = (theme: Theme): readonly string[] => cssOf(theme).match(/--[a-z0-9-]+/g) ?? [];
  expect(tokens(dark)).toEqual(tokens(light));
});

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const sights: Readonly<Record<string, readonly Rgb[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(colour: string): Rgb {
  const part = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => dot([0.2126, 0.7152, 0.0722], linear(colour));
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function dot(one: Rgb, other: Rgb): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}

function times(matrix: readonly Rgb[], colour: Rgb): Rgb {
  const [red = colour, green = colour, blue = colour] = matrix;
  return [dot(red, colour), dot(green, colour), dot(blue, colour)];
}

function seen(colour: string, matrix: readonly Rgb[]): Rgb {
  const [red, green, blue] = times(matrix, linear(colour));
  const held = (value: number): number => Math.min(1, Math.max(0, value));
  return oklab([held(red), held(green), held(blue)]);
}

function difference(one: Rgb, other: Rgb): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** Björn Ottosson 2020: distances in this space are about what eyes see. */
function oklab(colour: Rgb): Rgb {
  const [long, medium, short] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  ).map(Math.cbrt) as unknown as Rgb;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [long, medium, short],
  );
}
