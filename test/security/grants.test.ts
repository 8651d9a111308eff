import { judgeGrants } from '../../cli/verify/grants.ts';

const grant = (resource: string, used = false) => ({
  role: 'support/fn',
  action: 's3:GetObject',
  resources: [resource],
  used,
});
const RELEASE = grant('arn:aws:s3:::files/releases/*');
const MAIL = grant('arn:aws:s3:::files/mail/in/*');
const excuse = {
  role: '*',
  action: 's3:*',
  resource: '*/releases/*',
  reason: 'no golden activates a release',
};

test('an excuse covers what it names and nothing else', () => {
  const { needed, excused, unexplained, stale } = judgeGrants([RELEASE, MAIL, grant('x', true)], [excuse]);
  expect({ needed: needed.length, excused, unexplained, stale }).toEqual({
    needed: 1,
    excused: [RELEASE],
    unexplained: [MAIL],
    stale: [],
  });
});

test('an excuse for what is needed after all, or granted no more, is told', () => {
  expect(judgeGrants([{ ...RELEASE, used: true }], [excuse]).stale).toEqual([excuse]);
  expect(judgeGrants([], [excuse]).stale).toEqual([excuse]);
  // What comes as it happens is told only where it is granted no more.
  const sometimes = { ...excuse, sometimes: true };
  expect(judgeGrants([{ ...RELEASE, used: true }], [sometimes]).stale).toEqual([]);
  expect(judgeGrants([], [sometimes]).stale).toEqual([sometimes]);
});
