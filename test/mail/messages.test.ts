import { EXPECTED, type Expected } from './expected.ts';
import { messageNames, readFile, readMessage } from './readMessage.ts';

test('every message has its expected outcome, and the other way round', () => {
  expect(messageNames().sort()).toEqual(Object.keys(EXPECTED).sort());
  expect(messageNames().length).toBeGreaterThanOrEqual(60);
});

test.each(Object.entries(EXPECTED))('%s', async (name, { files, problems = [], ...expected }) => {
  const { mail, judged } = await readMessage(readFile(name));
  const seen: Expected =
    judged.take === 'turn'
      ? {
          text: judged.text,
          ...(judged.forPerson && { forPerson: judged.forPerson }),
          ...(!judged.authenticated && { authenticated: false }),
          ...(judged.answerTo !== mail.from?.address && { answerTo: judged.answerTo }),
        }
      : { [judged.take]: judged.why };
  if (expected.text?.endsWith('…')) {
    expect(seen.text).toContain(expected.text.slice(0, -1));
    expected.text = seen.text!;
  }
  expect(seen).toEqual(expected);
  expect(mail.problems).toEqual(problems);
  if (files) expect(mail.attachments.map(described)).toEqual(files);
});

test('of many files the first twenty are kept, the others named', async () => {
  const { mail } = await readMessage(readFile('files-many'));
  expect(mail.attachments.filter(({ content }) => content)).toHaveLength(20);
  expect(mail.attachments.filter(({ refused }) => refused === 'too-many')).toHaveLength(5);
});

test('nothing of a header reaches another', async () => {
  for (const name of ['subject-injection', 'from-name-injection']) {
    const { mail } = await readMessage(readFile(name));
    expect(`${mail.subject}${mail.from?.name ?? ''}`).not.toMatch(/[\r\n]/);
    expect(Object.keys(mail.headers)).not.toContain('bcc');
  }
});

test('spam in a conversation of ours goes to people, other spam nowhere', async () => {
  const spam = readFile('spam');
  expect((await readMessage(spam)).judged).toEqual({ take: 'refused', why: 'spam' });
  const { judged } = await readMessage(spam, { signedThread: true });
  expect(judged).toMatchObject({ take: 'turn', forPerson: 'mail-suspicious' });
});

const described = ({ name, inline, refused }: { name: string; inline: boolean; refused?: string }) =>
  `${name}${inline ? ' inline' : ''}${refused ? ` refused: ${refused}` : ''}`;
