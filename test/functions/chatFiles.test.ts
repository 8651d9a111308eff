import { checkAttachment } from '../../functions/check-attachment/checkAttachment.ts';
import { readChatFile } from '../../functions/read-file/readChatFile.ts';
import { filesOf } from '../../functions/record-message/handler.ts';
import { recordFiles, type StreamedFiles } from '../../functions/record-message/recordFiles.ts';
import { routeContact } from '../../functions/route-contact/routeContact.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { makeConfig, STRANGER, NOW } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const config = makeConfig({ chat: { attachments: { types: ['png', 'pdf'], maxMegabytes: 1, most: 2 } } });
/** A world whose uploads are those of chats. */
function makeChat() {
  const { checkedFiles, ...world } = makeWorld({ config });
  return { ...world, checkedFiles, uploads: checkedFiles };
}
type Chat = ReturnType<typeof makeChat>;

const policy = config.chat!.attachments;

describe('Connect asks what a file is', () => {
  const check = async (
    name: string,
    bytes: Uint8Array,
    more: Partial<{ size: number; bucket: string }> = {},
  ) => {
    const world = makeWorld();
    world.beginnings.set('attachments/chat/f', { bytes, size: more.size ?? bytes.length });
    const file = { id: 'f', name, bucket: more.bucket ?? 'files', key: 'attachments/chat/f' };
    const checked = await checkAttachment(file, {
      policy,
      bucketName: 'files',
      bucket: world.bucket,
      uploads: world.checkedFiles,
    });
    return { checked, kept: await world.checkedFiles.get('f') };
  };

  test('one that is what it says is approved, and known from then on', async () => {
    const { checked, kept } = await check('../My tent\u202e.png', PNG);
    expect(checked).toEqual({ ok: true });
    expect(kept).toEqual({
      id: 'f',
      key: 'attachments/chat/f',
      name: 'My tent.png',
      type: 'image/png',
      size: PNG.length,
    });
  });

  test.each([
    ['a program with the name of a picture', 'tent.png', Buffer.from('MZ-program'), {}, 'type'],
    ['a type that the client does not take', 'tent.txt', Buffer.from('words'), {}, 'type'],
    ['a picture with the name of a document', 'tent.pdf', PNG, {}, 'type'],
    ['no ending at all', 'tent', PNG, {}, 'type'],
    ['one byte too much', 'tent.png', PNG, { size: 1024 * 1024 + 1 }, 'size'],
    ['in a bucket that is not ours', 'tent.png', PNG, { bucket: 'others' }, 'elsewhere'],
  ])('%s is refused', async (_what, name, bytes, more, why) => {
    const { checked, kept } = await check(name, bytes, more);
    expect(checked).toEqual({ ok: false, why });
    expect(kept).toBeUndefined();
  });

  test('where the client takes none, or nothing is there', async () => {
    const world = makeWorld();
    const given = { bucketName: 'files', bucket: world.bucket, uploads: world.checkedFiles };
    const file = { id: 'f', name: 'tent.png', bucket: 'files', key: 'nowhere' };
    expect(await checkAttachment(file, { ...given, policy: undefined })).toEqual({ ok: false, why: 'off' });
    expect(await checkAttachment(file, { ...given, policy })).toEqual({ ok: false, why: 'missing' });
  });
});

describe('a file in a chat', () => {
  const checked = (world: Chat, id: string) =>
    world.checkedFiles.add({
      id,
      key: `attachments/chat/${id}`,
      name: `${id}.png`,
      type: 'image/png',
      size: 8,
    });
  const sent = (id: string, more: Partial<StreamedFiles> = {}): StreamedFiles => ({
    id,
    contactId: 'contact-1',
    currentId: 'contact-1',
    at: NOW.toISOString(),
    role: 'CUSTOMER',
    name: 'Mia',
    files: [{ id, name: `${id}.png` }],
    ...more,
  });
  const world = async (...files: string[]) => {
    const made = makeChat();
    for (const id of files) await checked(made, id);
    made.attributes.set('contact-1', {
      customerName: 'Mia',
      customerEmail: 'mia@mail.example',
      customerVerified: 'false',
    });
    return made;
  };
  const theCase = async ({ store }: Chat) => store.get((await store.getContact('contact-1'))!.caseId);
  const turns = async ({ store }: Chat) => store.turns((await store.getContact('contact-1'))!.caseId);

  test('as the first that is heard of a customer opens a case of theirs, and they are told what the AI can’t do', async () => {
    const made = await world('tent');
    expect(await recordFiles(sent('tent'), made)).toBe('stored');
    expect(await theCase(made)).toMatchObject({
      state: 'with-ai',
      customer: { name: 'Mia', email: 'mia@mail.example', identity: 'claimed' },
    });
    const [turn] = await turns(made);
    expect(turn).toMatchObject({
      files: [{ id: 'tent', name: 'tent.png', type: 'image/png', size: 8 }],
      reply: { by: 'house', via: 'chat', notice: true },
    });
    expect(turn!.customer).toBeUndefined();
    expect(made.sent.chat.map(({ text }) => text)).toEqual([
      "I have put tent.png with your enquiry. I can't look at files myself, our people can: tell me in words what it is about, or ask for a person.",
    ]);
  });

  test('delivered twice is kept once and told once', async () => {
    const made = await world('tent');
    await recordFiles(sent('tent'), made);
    await recordFiles(sent('tent'), made);
    expect(await turns(made)).toHaveLength(1);
    expect(made.sent.chat).toHaveLength(1);
  });

  test('is nothing for the AI: the next message comes without it', async () => {
    const made = await world('tent');
    await recordFiles(sent('tent'), made);
    const opened = await openCase(
      {
        turnId: 'contact-1:0000',
        contactId: 'contact-1',
        channel: 'chat',
        text: 'It is torn',
        customer: { identity: 'none', attributes: {} },
      },
      made,
    );
    expect(opened).toMatchObject({ mayAnswer: true, history: [] });
  });

  test('beyond what the client takes is said not to be kept, and nobody can fetch it', async () => {
    const made = await world('a', 'b', 'c');
    for (const id of ['a', 'b', 'c']) await recordFiles(sent(id), made);
    expect(made.sent.chat.at(-1)!.text).toBe(
      'c.png was not put with your enquiry. One chat can carry 2 files.',
    );
    const { caseId } = (await theCase(made))!;
    const agent = { id: 'a', name: 'Ada', groups: ['agents', 'supervisors'] };
    expect(await readChatFile({ caseId, fileId: 'a' }, agent, made)).toMatchObject({
      ok: true,
      url: 'https://files.example/attachments/chat/a?download',
    });
    expect(await readChatFile({ caseId, fileId: 'c' }, agent, made)).toEqual({ ok: false, why: 'not-kept' });
    expect(await readChatFile({ caseId, fileId: 'z' }, agent, made)).toEqual({
      ok: false,
      why: 'no-such-file',
    });
    const stranger = { ...agent, groups: ['agents', 'queue:billing'] };
    expect(await readChatFile({ caseId, fileId: 'a' }, stranger, made)).toEqual({
      ok: false,
      why: 'not-yours',
    });
    expect(await made.audit.ofCase(caseId)).toHaveLength(1);
  });

  test('that no scanner has seen is told, and not offered', async () => {
    const made = await world();
    await recordFiles(sent('odd'), made);
    expect(made.sent.chat.at(-1)!.text).toBe('odd.png was not put with your enquiry.');
  });

  test('while people have the case is theirs to see, and nothing is said for them', async () => {
    const made = await world('tent', 'pole');
    await recordFiles(sent('tent'), made);
    const before = (await theCase(made))!;
    await made.store.transition('escalate', before, 'ai', {});
    await recordFiles(sent('pole'), made);
    expect(made.sent.chat).toHaveLength(1);
    expect(await theCase(made)).toMatchObject({
      state: 'waiting-for-agent',
      customerSpokeAt: NOW.toISOString(),
    });
    expect((await turns(made)).flatMap(({ files = [] }) => files)).toHaveLength(2);
  });

  test('beyond what the client takes is said not to be kept while people have the case, too, once', async () => {
    const made = await world('a', 'b', 'c');
    await recordFiles(sent('a'), made);
    await made.store.transition('escalate', (await theCase(made))!, 'ai', {});
    for (const id of ['b', 'c', 'c']) await recordFiles(sent(id), made);
    expect(made.sent.chat.map(({ text }) => text)).toEqual([
      expect.stringContaining('I have put a.png'),
      'c.png was not put with your enquiry. One chat can carry 2 files.',
    ]);
    expect((await turns(made)).at(-1)).toMatchObject({
      files: [{ id: 'c', refused: 'number' }],
      reply: { by: 'house', via: 'chat', notice: true },
    });
  });

  test('of an agent is in the story as the agent’s', async () => {
    const made = await world('tent', 'label');
    await recordFiles(sent('tent'), made);
    await recordFiles(sent('label', { role: 'AGENT', name: 'Ada' }), made);
    expect((await turns(made)).at(-1)).toMatchObject({
      files: [{ id: 'label' }],
      reply: { by: 'agent', name: 'Ada', text: 'label.png' },
    });
    // It is none of the customer's.
    await checked(made, 'pole');
    await recordFiles(sent('pole'), made);
    expect((await turns(made)).at(-1)!.files![0]!.refused).toBeUndefined();
  });

  test('of our own participant is passed over', async () => {
    expect(await recordFiles(sent('x', { role: 'CUSTOM_BOT' }), await world())).toBe('passed-over');
  });

  test('that nobody has looked at keeps a silent chat from being closed', async () => {
    const made = await world('tent');
    await recordFiles(sent('tent'), made);
    const routed = await routeContact(
      { contactId: 'contact-1', currentId: 'contact-1', customer: STRANGER, step: 'silent' },
      {
        ...made,
        center: { instanceArn: '', instanceId: '', flows: {}, queues: { general: 'arn:general' } },
      },
    );
    expect(routed).toMatchObject({ next: 'queue', queue: 'arn:general' });
    expect(await theCase(made)).toMatchObject({
      state: 'waiting-for-agent',
      reason: { code: 'file-unseen' },
    });
  });
});

test('the stream: files that were approved, and nothing of words', () => {
  const item = (more: object) => ({
    Sns: {
      Message: JSON.stringify({
        Id: 'i',
        ContactId: 'c2',
        InitialContactId: 'c1',
        AbsoluteTime: NOW.toISOString(),
        ParticipantRole: 'CUSTOMER',
        DisplayName: 'Mia',
        ...more,
      }),
    },
  });
  const file = (AttachmentId: string, Status: string) => ({ AttachmentId, AttachmentName: 'a.png', Status });
  const event = {
    Records: [
      item({ Type: 'MESSAGE', Content: 'hello' }),
      item({ Type: 'ATTACHMENT', Attachments: [file('1', 'APPROVED'), file('2', 'REJECTED')] }),
      item({ Type: 'ATTACHMENT', Attachments: [file('3', 'REJECTED')] }),
    ],
  } as Parameters<typeof filesOf>[0];
  expect(filesOf(event)).toEqual([
    {
      id: 'i',
      contactId: 'c1',
      currentId: 'c2',
      at: NOW.toISOString(),
      role: 'CUSTOMER',
      name: 'Mia',
      files: [{ id: '1', name: 'a.png' }],
    },
  ]);
});
