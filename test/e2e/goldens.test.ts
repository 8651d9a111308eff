import { writesMail } from '../../cli/golden/golden.ts';
import { join } from 'node:path';
import { openGoldenStage, type Prepared } from '../../cli/golden/cloudStage.ts';
import { openLane, type Lane } from '../../cli/golden/lane.ts';
import { playGolden } from '../../cli/golden/playGolden.ts';
import { readGoldens } from '../../cli/golden/readGoldens.ts';
import { prepareDemo, ROOT } from './prepareDemo.ts';
import { personalDataIn, saidIn } from '../../cli/golden/personalData.ts';

/** One for each way through the system; `npm run demo` plays them all. */
const SAMPLE = [
  'faq-follow-up',
  'track-order',
  'client-team-answers-in-chat',
  'outside-hours',
  'agent-back-to-ai',
  'customer-silent',
];

const goldens = readGoldens(join(ROOT, 'clients', 'demo', 'goldens'));
let prepared: Prepared;
let lane: Lane;
beforeAll(async () => {
  prepared = await prepareDemo();
  lane = await openLane();
}, 240_000);
afterAll(() => lane?.close());

test.each(SAMPLE)('the golden %s comes out as it must', async id => {
  const golden = goldens.find(each => each.id === id)!;
  const mail = writesMail(golden);
  const stage = await openGoldenStage({ prepared, at: golden.at, mail, lane, log: () => {} });
  try {
    const { differences, lines } = await playGolden(golden, stage);
    expect({ differences, faults: stage.faults() }).toEqual({ differences: [], faults: [] });
    expect(lines.length).toBeGreaterThan(2);
    const logged = stage.logged();
    expect(logged.length).toBeGreaterThan(3);
    expect(personalDataIn(logged, saidIn(golden))).toEqual([]);
  } finally {
    await stage.close();
  }
});

test('the scanner of logs finds what it looks for', () => {
  const found = (line: string) => personalDataIn([line], ['My kettle leaks "badly"']).length;
  expect(found('{"code":"CASE_OPENED","caseId":"C-1A2B3C"}')).toBe(0);
  expect(found('{"iban":"be31835d-c116-405b"}')).toBe(1);
  expect(found('REPORT RequestId: be31835d-c116-405b-b1ff-4b5eb262d775')).toBe(0);
  expect(found('{"message":"to mara.winter@mail.example"}')).toBeGreaterThan(0);
  expect(found('{"from":"+436641234567"}')).toBeGreaterThan(0);
  expect(found('{"text":"My kettle leaks \\"badly\\""}')).toBeGreaterThan(0);
  expect(found('{"Authorization":"Bearer abcdefghijk"}')).toBeGreaterThan(0);
  expect(found('https://help.example/reply#h.C-1.aaaaaaaaaaaaaaaaaaaa')).toBeGreaterThan(0);
  // An id that has the shape and the check digits of an IBAN by chance; a real one is found beside it.
  const id = '"function_request_id":"be77711f-16b6-4dd4-bfe1-6b53bca428bf"';
  expect([found(id), found(`${id} AT611904300234573201`)]).toEqual([0, 1]);
});
