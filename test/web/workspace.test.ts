import { splitFiles } from '../../web/agent/case/splitFiles.ts';
import { lengthOf } from '../../web/agent/case/lengthOf.ts';
import { openCcpPanel, type Streams } from '../../web/agent/contact-panel/ccpPanel.ts';
import { shortcutOf } from '../../web/agent/keyboard/shortcuts.ts';
import { pollEvery } from '../../web/agent/live/pollEvery.ts';
import { groupCases } from '../../web/agent/my-contacts/groupCases.ts';
import { readUp } from '../../web/agent/my-contacts/useUnread.ts';
import { routeOf } from '../../web/agent/shell/useRoute.ts';
import { oneByOne } from '../../web/cloudscapePlugin.ts';
import { contentPolicy } from '../../web/contentPolicy.ts';
import { makeCase } from '../core/makeCase.ts';

test.each([
  [45, '45 s'],
  [60 * 12 + 59, '12 min'],
  [3 * 3600 + 5 * 60, '3 h 5 min'],
  [2 * 3600, '2 h'],
  [2 * 86_400 + 4 * 3600, '2 d 4 h'],
  [-3, '0 s'],
])('%i seconds are %s', (seconds, text) => expect(lengthOf(seconds)).toBe(text));

test.each([
  ['#/cases/C-1', { page: 'cases', caseId: 'C-1' }],
  ['', { page: 'cases' }],
  ['#/nowhere', { page: 'cases' }],
  ['#/queues', { page: 'queues' }],
  ['#/audit/C-1', { page: 'audit', caseId: 'C-1' }],
])('the address %s is a page', (hash, route) => expect(routeOf(hash)).toEqual(route));

test('files of the client’s team are links, and only where they point to our own pages', () => {
  const text = [
    'Larchfield asks you to do this: Send it.',
    'Attached, price: list.pdf: https://pages.example/file/f.C-1',
    'Attached, bill.pdf: https://elsewhere.example/file/f.C-1',
    'Attached, x.pdf: https://pages.example.evil.example/file/f',
  ];
  expect(splitFiles(text.join('\n'), 'https://pages.example')).toEqual({
    words: [text[0], text[2], text[3]].join('\n'),
    files: [{ name: 'price: list.pdf', url: 'https://pages.example/file/f.C-1' }],
  });
});

describe('keys', () => {
  const pressed = { altKey: false, ctrlKey: false, metaKey: false, inText: false };
  test.each([
    [{ key: 'h' }, true, 'hand-off'],
    [{ key: 'h', inText: true }, true, undefined],
    [{ key: 'h' }, false, undefined],
    [{ key: 'h', ctrlKey: true }, true, undefined],
    [{ key: 'Enter', ctrlKey: true, inText: true }, true, 'send'],
    [{ key: 'Enter', metaKey: true, inText: true }, false, 'send'],
    [{ key: 'ArrowDown', altKey: true, inText: true }, false, 'next-contact'],
    [{ key: '?' }, true, 'help'],
  ])('%j with letters %s: %s', (given, letters, name) =>
    expect(shortcutOf({ ...pressed, ...given }, letters)).toBe(name),
  );
});

test('cases are grouped by who has them; mine keep their places', () => {
  const groups = groupCases(
    [
      makeCase({ caseId: 'late', state: 'with-agent', agent: { id: 'me', name: 'Me' }, openedAt: '2' }),
      makeCase({ caseId: 'early', state: 'with-agent', agent: { id: 'me', name: 'Me' }, openedAt: '1' }),
      makeCase({ caseId: 'theirs', state: 'with-agent', agent: { id: 'bo', name: 'Bo' } }),
      makeCase({ caseId: 'draft', state: 'waiting-for-approval' }),
      makeCase({ caseId: 'waits', state: 'waiting-for-agent' }),
      makeCase({ caseId: 'client', state: 'with-client' }),
      makeCase({ caseId: 'ai', state: 'with-ai' }),
    ],
    'me',
  );
  const ids = Object.fromEntries(
    Object.entries(groups).map(([name, cases]) => [name, cases.map(({ caseId }: any) => caseId)]),
  );
  expect(ids).toEqual({
    mine: ['early', 'late'],
    drafts: ['draft'],
    waiting: ['waits'],
    withClient: ['client'],
    withOthers: ['theirs'],
  });
});

test('what is said in a case that is not open is unread until it is opened', () => {
  const at = (customerSpokeAt?: string) => [{ caseId: 'a', customerSpokeAt }, { caseId: 'b' }];
  let { seen, unread } = readUp({}, at('1'), 'b');
  expect([...unread]).toEqual([]);
  ({ seen, unread } = readUp(seen, at('2'), 'b'));
  expect([...unread]).toEqual(['a']);
  const again = readUp(seen, at('2'), 'b');
  expect(again.seen).toBe(seen);
  ({ seen, unread } = readUp(seen, at('2'), 'a'));
  expect([...unread]).toEqual([]);
  expect([...readUp(seen, at('2'), 'b').unread]).toEqual([]);
});

describe('whether the agent takes contacts', () => {
  /** Streams with an agent whose state the test sets, and its events. */
  function openPanel() {
    let type = 'offline';
    let refresh = () => {};
    const events = new Map<string, (given?: object) => void>();
    const agent = {
      getContacts: () => [],
      getState: () => ({ type }),
      getConfiguration: () => ({ agentARN: 'arn:ada' }),
      onRefresh: (handler: () => void) => (refresh = handler),
      onWebSocketConnectionLost: () => {},
      onWebSocketConnectionGained: () => {},
    };
    const streams = {
      core: {
        initCCP: () => {},
        getEventBus: () => ({
          subscribe: (name: string, handler: () => void) => events.set(name, handler),
        }),
      },
      agent: (callback: (given: typeof agent) => void) => callback(agent),
      contact: () => {},
    } as unknown as Streams;
    const panel = openCcpPanel(streams, {
      ccpUrl: 'https://a.my.connect.aws/ccp-v2/',
      region: 'eu-central-1',
    });
    return {
      panel,
      fire: (name: string) => events.get(name)!(),
      become(state: string) {
        type = state;
        refresh();
      },
    };
  }

  test('is not known before Connect’s panel says it, follows the agent, and is open again when the panel has gone', () => {
    const { panel, become, fire } = openPanel();
    expect(panel.state().available).toBeUndefined();
    panel.mount!({} as HTMLElement);
    expect(panel.state()).toMatchObject({ available: false, agentArn: 'arn:ada' });
    become('routable');
    expect(panel.state().available).toBe(true);
    become('not_routable');
    expect(panel.state().available).toBe(false);
    become('routable');
    fire('terminated');
    expect(panel.state().available).toBeUndefined();
    become('routable');
    expect(panel.state().available).toBe(true);
  });
});

describe('polling', () => {
  function open(load: () => Promise<number>) {
    const waits: { job: () => void; ms: number }[] = [];
    let onVisibility = () => {};
    const page = {
      hidden: false,
      addEventListener: (_name: string, listener: any) => (onVisibility = listener),
      removeEventListener: () => {},
    };
    const values: number[] = [];
    const errors: string[] = [];
    const polling = pollEvery({
      everyMs: 1_000,
      load,
      onValue: value => values.push(value),
      onError: error => errors.push(error.message),
      page: page as unknown as Document,
      wait: (job, ms) => {
        const waiting = { job, ms };
        waits.push(waiting);
        return () => void waits.splice(waits.indexOf(waiting), 1);
      },
    });
    const turn = () => new Promise(resolve => setImmediate(resolve));
    const next = async () => {
      waits.shift()!.job();
      await turn();
    };
    const show = async (visible: boolean) => {
      page.hidden = !visible;
      onVisibility();
      await turn();
    };
    return { values, errors, waits, polling, turn, next, show };
  }

  test('stops while the page is hidden, and asks at once when it is seen again', async () => {
    let n = 0;
    const { values, waits, turn, next, show, polling } = open(async () => (n += 1));
    await turn();
    await next();
    expect(values).toEqual([1, 2]);
    await show(false);
    expect(waits).toEqual([]);
    await show(true);
    expect(values).toEqual([1, 2, 3]);
    polling.stop();
    expect(waits).toEqual([]);
  });

  test('asks less often while asking fails, and as before once it works', async () => {
    let broken = true;
    const { errors, waits, turn, next } = open(async () => (broken ? Promise.reject(new Error('no')) : 1));
    await turn();
    expect(waits.at(-1)!.ms).toBe(2_000);
    await next();
    expect(waits.at(-1)!.ms).toBe(4_000);
    broken = false;
    await next();
    expect([errors.length, waits.at(-1)!.ms]).toEqual([2, 1_000]);
  });
});

test('components are bundled one by one, without their types', () => {
  const source = "import { Button, KeyValuePairs, type TableProps } from '@cloudscape-design/components';";
  expect(oneByOne(source)).toBe(
    "import Button from '@cloudscape-design/components/button'; import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';",
  );
});

test('the content policy lets nothing in that is not named', () => {
  const policy = contentPolicy({ connect: ['https://api.example'] });
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("connect-src 'self' https://api.example;");
  expect(policy).toContain("frame-ancestors 'none'");
  const framed = contentPolicy({ connect: [], frames: ['https://a.b'], framedBy: ['https://a.b'] });
  expect(framed).toContain('frame-src https://a.b');
  expect(framed).toContain('frame-ancestors https://a.b');
});
