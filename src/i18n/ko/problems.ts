import type { AdmissionProblem } from '../../sim/api/types.ts';
import type { ProblemTexts } from '../en/problems.ts';
import { code, say, type Phrase } from '../phrase.ts';
import { josa } from './particles.ts';

const fields: ProblemTexts['fields'] = {
  Required: '반드시 값을 넣어야 하는 필드입니다.',
  Invalid: '이 자리에 쓸 수 없는 값입니다.',
  NotSupported: '정해진 값만 쓸 수 있습니다.',
  Duplicate: '겹치면 안 되는 값인데 이미 쓰였습니다.',
  Forbidden: '여기에는 쓸 수 없는 필드입니다.',
  TooLong: '값이 너무 깁니다.',
  TooMany: '항목이 너무 많습니다.',
  TypeInvalid: '값의 타입이 맞지 않습니다.',
  NotFound: '이 값이 가리키는 대상이 없습니다.',
  InternalError: 'API 서버가 이 필드를 검사하지 못했습니다.',
};

const problems: ProblemTexts = {
  manifest: {
    'yaml-syntax': ({ detail }) => say`아직 올바른 YAML이 아닙니다. ${code(detail)}`,
    'tab-indentation': () => say`탭 문자가 있습니다. YAML은 공백으로만 들여쓰기합니다.`,
    'document-separator': ({ detail }) =>
      say`문서는 ${code('---')}만 있는 줄로 나눕니다. 여기에는 그 뒤에 ${josa(code(detail), '이/가')} 있습니다.`,
    'text-after-document': () =>
      say`문서는 이 앞에서 끝났습니다. 여기는 ${code('...')} 줄이나 닫힌 ${code('{…}')} 뒤이거나, 첫 줄보다 덜 들여쓴 줄입니다. kubectl은 나머지를 아무 알림 없이 무시합니다.`,
    'duplicate-key': ({ detail }) =>
      say`같은 객체에 키 ${josa(code(detail), '이/가')} 두 번 있습니다. 마지막 것만 적용됩니다.`,
    'not-json': ({ detail }) =>
      say`${josa(code(detail), '은/는')} 여기에 쓸 수 없습니다. API 서버는 JSON을 받는데, JSON에는 이런 값이나 키가 없습니다.`,
    'too-large': ({ detail }) => say`텍스트가 ${code(detail)}자를 넘어 읽지 않습니다.`,
    'too-deep': ({ detail }) =>
      say`목록과 객체가 ${code(detail)}단계보다 깊게 중첩되어 이 문서를 읽지 않습니다.`,
    'too-many-aliases': ({ detail }) =>
      say`이 문서의 별칭(alias)을 풀면 값이 ${code(detail)}개를 넘어 읽지 않습니다.`,
    'too-many-documents': ({ detail }) =>
      say`문서가 ${code(detail)}개를 넘습니다. 여기부터는 읽지 않습니다.`,
    'not-an-object': () =>
      say`매니페스트는 ${code('apiVersion')}, ${code('kind')}, ${code('metadata')}가 있는 객체여야 하는데, 이 문서는 그렇지 않습니다.`,
  },
  admission: {
    'no-kind': meaning(() => '매니페스트마다 apiVersion과 kind가 있어야 합니다.'),
    'no-match': meaning(() => 'API 서버에 이런 apiVersion과 kind의 조합이 없습니다.'),
    'unknown-field': meaning(() => '이 위치에 없는 필드입니다. 철자와 들여쓰기를 확인하세요.'),
    'wrong-type': meaning(() => '값의 타입이 이 필드와 맞지 않습니다.'),
    'field-invalid': meaning(fieldMeaning),
    'not-simulated': meaning(
      () => 'API 서버는 받아들이지만, 이 종류의 객체가 하는 일은 시뮬레이션하지 않습니다.',
    ),
    limit: meaning(() => '시뮬레이션에서 읽고 만드는 양에는 한도가 있습니다.'),
    'namespace-missing': meaning(
      () => '이 네임스페이스가 없습니다. Namespace 매니페스트를 추가하세요.',
    ),
    'duplicate-object': meaning(
      () =>
        '종류, 네임스페이스, 이름이 모두 같은 객체가 위에 이미 있습니다. 이 객체가 그것을 대신합니다.',
    ),
    allocation: meaning(allocationMeaning),
    deprecated: meaning(() => '아직 동작하지만 더는 권장하지 않는 기능입니다.'),
  },
  fields,
};
export default problems;

/** What it means in Korean, then the server's own words, then what was probably meant. */
function meaning(
  explain: (problem: AdmissionProblem) => string,
): (problem: AdmissionProblem) => Phrase {
  return (problem) => {
    const { message, suggestion } = problem;
    const said = say`${explain(problem)} ${code(message)}`;
    return suggestion === undefined
      ? said
      : say`${said} ${josa(code(suggestion), '을/를')} 쓰려던 것일 수 있습니다.`;
  };
}

type Meaning = readonly [words: RegExp, meaning: string];

/** What the details mean that learners meet most. The words are those of apimachinery's validation. */
const details: readonly Meaning[] = [
  [/must be between 1 and 65535/, '포트 번호는 1에서 65535 사이여야 합니다.'],
  [
    /must contain only alpha-numeric characters \(a-z, 0-9\), and hyphens/,
    '포트 이름에는 소문자, 숫자, 하이픈(-)만 쓸 수 있습니다.',
  ],
  [
    /must contain at least one letter/,
    '포트 이름에는 글자가 하나 이상 있어야 합니다. 번호를 뜻했다면 따옴표 없이 숫자로 쓰세요.',
  ],
  [/must be no more than \d+ (characters|bytes)/, '너무 깁니다.'],
  [
    /`selector` does not match template `labels`/,
    'selector가 template의 레이블과 일치하지 않습니다. 이 셀렉터로는 자신이 만든 파드를 찾을 수 없습니다.',
  ],
  [/empty selector is invalid/, 'selector가 비어 있으면 안 됩니다.'],
  [
    /RFC 1123 label|RFC 1035 label/,
    '이름에는 소문자, 숫자, 하이픈(-)만 쓸 수 있고, 첫 글자와 마지막 글자는 소문자나 숫자여야 합니다.',
  ],
  [
    /RFC 1123 subdomain/,
    '이름에는 소문자, 숫자, 하이픈(-), 점(.)만 쓸 수 있고, 첫 글자와 마지막 글자는 소문자나 숫자여야 합니다.',
  ],
  [/a valid label must be/, '레이블 값에는 영문자, 숫자, -, _, .만 쓸 수 있습니다.'],
  [/a valid label key must/, '레이블 키에는 영문자, 숫자, -, _, .만 쓸 수 있습니다.'],
  [/must be a valid IP address/, 'IP 주소 형식이 아닙니다.'],
  [/must not have leading 0s/, 'IP 주소의 각 자리는 0으로 시작할 수 없습니다.'],
  [/may not be in the loopback range/, '루프백 주소(127.0.0.0/8)는 쓸 수 없습니다.'],
  [
    /may not be used when `type` is 'ClusterIP'/,
    'nodePort는 type이 NodePort나 LoadBalancer일 때만 쓸 수 있습니다.',
  ],
  [
    /may not be set to 'None' for (NodePort|LoadBalancer)/,
    '헤드리스 서비스(clusterIP: None)는 NodePort나 LoadBalancer가 될 수 없습니다.',
  ],
  [/may only be (set|used) when/, '다른 필드가 특정한 값일 때만 쓸 수 있는 필드입니다.'],
  [/is immutable|may not change once set/, '한번 정하면 바꿀 수 없는 필드입니다.'],
];

function fieldMeaning({ error, message }: AdmissionProblem): string {
  const detail = details.find(([words]) => words.test(message));
  return detail?.[1] ?? fields[error?.reason ?? 'Invalid'];
}

function allocationMeaning({ message }: AdmissionProblem): string {
  if (/valid range/.test(message))
    return '클러스터에서 nodePort로 쓸 수 있는 범위를 벗어난 포트입니다.';
  if (/port is already allocated/.test(message))
    return '다른 서비스가 이미 쓰고 있는 nodePort입니다.';
  if (/does not match the current range/.test(message))
    return '서비스 대역(Service CIDR)을 벗어난 주소입니다.';
  if (/IP is already allocated/.test(message)) return '다른 서비스가 이미 쓰고 있는 주소입니다.';
  return '요청한 주소나 포트를 할당할 수 없습니다.';
}
