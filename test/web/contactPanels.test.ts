import { openCcpPanel, type Streams } from '../../web/agent/contact-panel/ccpPanel.ts';
import { openWorkspacePanel, type WorkspaceContacts } from '../../web/agent/contact-panel/workspacePanel.ts';

const turn = () => new Promise(resolve => setImmediate(resolve));

/** A contact as Streams gives it, whose events the test fires. */
function makeStreamsContact(attributes: Record<string, { name: string; value: string }>) {
  const handlers: Record<string, () => void> = {};
  const done: string[] = [];
  const on = (name: string) => (handler: any) => void (handlers[name] = handler);
  const contact = {
    getContactId: () => 'C2',
    getInitialContactId: () => 'C1',
    getType: () => 'chat',
    getAttributes: () => attributes,
    getAgentConnection: () => ({
      destroy: ({ success }: any) => (done.push('destroy'), success()),
    }),
    clear: ({ success }: any) => (done.push('clear'), success()),
    onConnecting: on('connecting'),
    onConnected: on('connected'),
    onACW: on('acw'),
    onDestroy: on('destroy'),
    onRefresh: on('refresh'),
  };
  return { contact, fire: (name: string) => handlers[name]!(), done };
}

function openCcp() {
  const attributes: Record<string, { name: string; value: string }> = {};
  const made = makeStreamsContact(attributes);
  const begun: unknown[] = [];
  let agentState = 'offline';
  let refreshAgent = () => {};
  const streams = {
    core: { initCCP: (...args: unknown[]) => begun.push(args[1]), terminate: () => {} },
    contact: (callback: any) => callback(made.contact),
    agent: (callback: any) =>
      callback({
        getState: () => ({ type: agentState }),
        onRefresh: (handler: any) => (refreshAgent = handler),
      }),
  } as unknown as Streams;
  const panel = openCcpPanel(streams, {
    ccpUrl: 'https://a.my.connect.aws/ccp-v2/',
    region: 'eu-central-1',
  });
  const become = (state: string) => {
    agentState = state;
    refreshAgent();
  };
  return { panel, attributes, become, begun, ...made };
}

describe('Connect’s own panel', () => {
  test('is framed with its softphone, and asks for its own login', () => {
    const { panel, begun } = openCcp();
    panel.mount!({} as HTMLElement);
    expect(begun).toMatchObject([
      {
        ccpUrl: 'https://a.my.connect.aws/ccp-v2/',
        region: 'eu-central-1',
        loginPopup: true,
        softphone: { allowFramedSoftphone: true },
      },
    ]);
  });

  test('tells who rings, whose case it is once the flow has said so, and when it is over', () => {
    const { panel, attributes, fire } = openCcp();
    let changes = 0;
    panel.subscribe(() => (changes += 1));
    fire('connecting');
    expect(panel.state().contacts).toEqual([
      { contactId: 'C2', initialContactId: 'C1', state: 'offered', channel: 'chat' },
    ]);
    attributes['caseId'] = { name: 'caseId', value: 'C-1' };
    fire('refresh');
    fire('connected');
    expect(panel.state().contacts).toMatchObject([{ state: 'connected', caseId: 'C-1' }]);
    const before = changes;
    fire('refresh');
    expect(changes).toBe(before);
    fire('acw');
    expect(panel.state().contacts).toMatchObject([{ state: 'after-work' }]);
    fire('destroy');
    expect(panel.state().contacts).toEqual([]);
  });

  test('leaving ends the agent’s part, then the work after it', async () => {
    const { panel, fire, done } = openCcp();
    fire('connected');
    await panel.leave('C2');
    expect(done).toEqual(['destroy', 'clear']);
    await panel.leave('unknown');
    expect(done).toHaveLength(2);
  });

  test('knows whether the agent takes contacts', () => {
    const { panel, become } = openCcp();
    expect(panel.state().available).toBe(false);
    become('routable');
    expect(panel.state().available).toBe(true);
  });
});

describe('inside Connect’s agent workspace', () => {
  function open(attributes: () => Promise<Record<string, string>>) {
    const handlers: Record<string, (event: any) => any> = {};
    const done: string[] = [];
    const client = {
      listContacts: async () => [
        { contactId: 'old', initialContactId: undefined, type: 'task', subtype: '' },
      ],
      getAttributes: attributes,
      onConnecting: (handler: any) => (handlers['connecting'] = handler),
      onConnected: (handler: any) => (handlers['connected'] = handler),
      onStartingAcw: (handler: any) => (handlers['acw'] = handler),
      onCleared: (handler: any) => (handlers['cleared'] = handler),
      disconnectSelf: async (id: string) => void done.push(`disconnect ${id}`),
      clear: async (id: string) => void done.push(`clear ${id}`),
    } as unknown as WorkspaceContacts;
    return { panel: openWorkspacePanel(client), handlers, done };
  }
  const event = { contactId: 'C2', initialContactId: 'C1', type: 'chat', subtype: '' };

  test('follows contacts by the case in their attributes, those there before it too', async () => {
    const { panel, handlers } = open(async () => ({ caseId: 'C-1', customerName: 'Jo' }));
    await turn();
    expect(panel.state().contacts).toMatchObject([{ contactId: 'old', channel: 'task', caseId: 'C-1' }]);
    await handlers['connected']!(event);
    expect(panel.state().contacts).toMatchObject([
      {},
      { contactId: 'C2', initialContactId: 'C1', state: 'connected', name: 'Jo' },
    ]);
    await handlers['cleared']!(event);
    expect(panel.state().contacts).toHaveLength(1);
    expect(panel.mount).toBeUndefined();
  });

  test('a permission that lacks is said, and nothing breaks', async () => {
    const { panel, handlers } = open(async () => Promise.reject(new Error('no permission')));
    await handlers['connected']!(event);
    expect(panel.state().problem).toContain('no permission');
  });

  test('leaving disconnects the agent, then clears', async () => {
    const { panel, handlers, done } = open(async () => ({}));
    await turn();
    await handlers['connected']!(event);
    await panel.leave('C2');
    expect(done).toEqual(['disconnect C2', 'clear C2']);
  });
});
