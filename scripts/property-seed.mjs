// The same tests every time: properties are tried with the same values unless PROPERTY_SEED asks for others (a whole number, told when a
// property fails). Whoever changes what they hold should try some.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_121) });
