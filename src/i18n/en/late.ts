import findings from './findings.ts';

/** What is said by parts that are downloaded later, in English. */
export default { findings };
