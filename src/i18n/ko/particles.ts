import { plain, type Part, type Phrase } from '../phrase.ts';

/** A pair of particles as dictionaries write them: after a final consonant, then after a vowel. */
export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로' | '이라/라' | '이고/고';

/** How the last sound of a word decides: `ㄹ` counts as a consonant except before `로`. */
type Ending = 'vowel' | 'ㄹ' | 'consonant';

/**
 * Words of our field whose Korean reading the spelling does not tell, by their last word in lower case. Add a word here when
 * a sentence about it sounds wrong.
 */
const readings: Readonly<Record<string, Ending>> = {
  api: 'vowel',
  arp: 'vowel',
  cidr: 'vowel',
  cni: 'vowel',
  conntrack: 'consonant',
  curl: 'ㄹ',
  dnat: 'consonant',
  file: 'ㄹ',
  http: 'vowel',
  ip: 'vowel',
  lan: 'consonant',
  mysql: 'ㄹ',
  name: 'consonant',
  nat: 'consonant',
  nginx: 'vowel',
  nodejs: 'vowel',
  pod: 'vowel',
  postgres: 'vowel',
  sctp: 'vowel',
  selector: 'vowel',
  snat: 'consonant',
  sql: 'ㄹ',
  tcp: 'vowel',
  type: 'consonant',
  time: 'consonant',
  udp: 'vowel',
  vxlan: 'consonant',
  web: 'consonant',
};

/** Longer words in capitals, such as PREROUTING, are read as words and not letter by letter. */
const abbreviationMax = 4;

/** Digits as Sino-Korean reads them: 영 일 이 삼 사 오 육 칠 팔 구. A final 0 is 십, 백, 천 or 영: always a consonant. */
const digits: readonly Ending[] = [
  'consonant',
  'ㄹ',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'ㄹ',
  'ㄹ',
  'vowel',
];

/** `word` with the form of `particle` that fits its Korean reading: `10.96.0.10` → `10.96.0.10을`, `web` → `web을`. */
export function josa(word: Part | Phrase | number, particle: Particle): Phrase {
  const phrase = typeof word === 'number' ? [String(word)] : isPhrase(word) ? word : [word];
  return [...phrase, particleFor(plain(phrase), particle)];
}

/** The form of `particle` that follows `word`. */
export function particleFor(word: string, particle: Particle): string {
  const [afterConsonant = '', afterVowel = ''] = particle.split('/');
  const ending = endingOf(word);
  if (ending === 'vowel') return afterVowel;
  return ending === 'ㄹ' && particle === '으로/로' ? afterVowel : afterConsonant;
}

function isPhrase(word: Part | Phrase): word is Phrase {
  return Array.isArray(word);
}

/** A remark in brackets is skipped, `파드(nginx)` → `파드(nginx)는`; other brackets and quotes at the end have no sound. */
function endingOf(word: string): Ending {
  const spoken = word.replace(/(?<=[^\s(])\([^()]*\)$/, '').replace(/[^\p{L}\p{N}]+$/u, '');
  const last = spoken.at(-1) ?? '';
  if (/[가-힣]/.test(last)) return endingOfSyllable(last);
  if (/\d/.test(last)) return digits[Number(last)] ?? 'vowel';
  const latin = /[a-z]+$/i.exec(spoken)?.[0];
  return latin === undefined ? 'vowel' : endingOfLatin(latin);
}

function endingOfSyllable(syllable: string): Ending {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  if (final === 0) return 'vowel';
  return final === 8 ? 'ㄹ' : 'consonant';
}

function endingOfLatin(latin: string): Ending {
  const word = latin.toLowerCase();
  const known = readings[word];
  if (known !== undefined) return known;
  const abbreviation = latin === latin.toUpperCase() && word.length <= abbreviationMax;
  const spelledOut = word.length === 1 || abbreviation || !/[aeiouy]/.test(word);
  return spelledOut
    ? endingOfLetterName(word.at(-1) ?? '')
    : endingOfEnglish(lastCapitalised(latin).toLowerCase());
}

/** 엘, 엠, 엔 and 알 end in a consonant; all other letters of the alphabet are called by names that end in a vowel. */
function endingOfLetterName(letter: string): Ending {
  if (letter === 'l' || letter === 'r') return 'ㄹ';
  return letter === 'm' || letter === 'n' ? 'consonant' : 'vowel';
}

/** `ClusterIP` → `IP`, `targetPort` → `Port`: a compound is read like its last part. */
function lastCapitalised(word: string): string {
  return /[A-Z]+[a-z]*$/.exec(word)?.[0] ?? word;
}

/**
 * The last sound of an English word as Korean transcribes it: 노드 (node), 앱 (app), 클라이언트 (client), 네트워크 (network).
 * Rules of the loanword orthography, chapter 3 section 1, as far as spelling lets us see the vowel before.
 */
function endingOfEnglish(word: string): Ending {
  const known = readings[word];
  if (known !== undefined) return known;
  if (/(?:[aeiouy]le|[aeiou]l|[^aeiou]le|ll|l)$/.test(word)) return 'ㄹ';
  if (/(?:[mn]|[aeiou][mn]e|ng)$/.test(word)) return 'consonant';
  const shortVowelThenStop = /(?:^|[^aeiou])[aeiou](?:ck|pp|tt|bb|[pbt])$/.test(word);
  const hook = /(?:oo|[^aeiou][aeiou]c?)k$|[aei]c$/.test(word);
  return shortVowelThenStop || hook ? 'consonant' : 'vowel';
}
