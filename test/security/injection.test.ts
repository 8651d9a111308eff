import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { tellStory as tellOperator } from '../../cli/case/story.ts';
import { createHandler as createChats } from '../../functions/start-chat/handler.ts';
import { askedAt } from '../../layers/core/domain/askedPeople.ts';
import { toSsml } from '../../layers/core/answer/spoken/ssml.ts';
import { handoffMail } from '../../layers/core/mail/handoffMail.ts';
import { writeCustomerLetter } from '../../layers/core/mail/customerLetter.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { renewedMail, settledMail } from '../../layers/core/mail/renewedMail.ts';
import { replySubject, threadHeaders } from '../../layers/core/mail/threading.ts';
import { createFreshdesk } from '../../layers/core/tickets/freshdesk.ts';
import { slackMessage, teamsMessage } from '../../layers/core/webhooks/chatTool.ts';
import { makeCase, makeConfig, NOW } from '../core/makeCase.ts';
import { ROOT } from '../infra/clients.ts';

const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'><svg/onload=alert(1)>`,
  '</title></div></p><iframe srcdoc=x>',
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '&lt;script&gt;&#60;b&#62;',
  '<!-- --><![CDATA[ ]]>',
  '<style>*{display:none}</style>',
  '{{constructor.constructor("alert(1)")()}}',
  '\u2028</script>\u2029',
  '＜script＞',
  '<\u0000script>',
];

/** Tags with the names of their attributes, in order: what a page is made of, whatever its texts say. */
const skeleton = (html: string) =>
  [...html.matchAll(/<(\/?[a-z!][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag, attributes]) =>
      `${tag} ${[...attributes!.matchAll(/([\w-]+)=/g)].map(([, name]) => name).join()}`,
  );
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!);

const LINK = 'https://help.shop.example/reply/h.C-TEST.3-0.x.y';
/** Every mail there is, with the same words in every field that somebody else fills. */
const mails: Record<string, (said: string) => string> = {
  'a letter to a customer': said =>
    writeCustomerLetter({
      name: said,
      words: `Before ${said} after`,
      signedBy: said,
      mayAnswer: true,
      byAi: true,
      sources: [{ title: said }, { title: said, url: said }],
      personLink: LINK,
      surveyLink: LINK,
      caseId: said,
      brand: { name: said, signature: said, colour: '#123456' },
      language: 'en',
    }).html,
  'a hand-over': said => teamMail(said, handoff),
  'a new link': said =>
    teamMail(said, (one, config) =>
      renewedMail({ case: one, config, person: config.clientTeam.contacts[0]!, link: LINK }),
    ),
  'no new link': said =>
    teamMail(said, (one, config) =>
      settledMail({ case: one, config, person: config.clientTeam.contacts[0]! }),
    ),
};
const handoff = (one: ReturnType<typeof makeCase>, config: ReturnType<typeof makeConfig>) =>
  handoffMail({
    case: one,
    turns: [
      {
        turnId: 't',
        caseId: 'C-TEST',
        contactId: 'c',
        channel: 'chat',
        at: '1',
        customer: one.ask!,
        reply: { text: one.ask!, by: 'agent', name: one.ask!, at: '1', via: 'chat' },
      },
    ],
    config,
    asked: askedAt(config.clientTeam, 0)!,
    link: LINK,
  });
function teamMail(
  said: string,
  make: (one: ReturnType<typeof makeCase>, config: ReturnType<typeof makeConfig>) => { html?: string },
): string {
  const base = makeConfig();
  const config = makeConfig({
    name: said,
    brand: { ...base.brand, signature: said },
    clientTeam: { ...base.clientTeam, name: said, contacts: [{ name: said, email: 'kim@shop.example' }] },
  });
  return make(
    makeCase({
      state: 'with-client',
      owner: 'client',
      ask: said,
      dueAt: NOW.toISOString(),
      reason: { code: 'x', text: said },
      story: { who: said, what: said, why: said, tried: [said] },
      answer: { kind: 'answer', text: said, at: '', by: said },
    }),
    config,
  ).html!;
}

describe.each(Object.entries(mails))('%s', (_, write) => {
  test.each(MARKUP)('%j is text', said => {
    expect(skeleton(write(said))).toEqual(skeleton(write('word')));
    for (const href of hrefs(write(said))) expect(href).toMatch(/^(https?:|mailto:)/);
  });
  test('whatever is said, it is text', () => {
    const calm = skeleton(write('word'));
    fc.assert(
      fc.property(fc.stringMatching(/^[<>"'&=/a-z !:;(){}-]{1,40}$/), said => {
        fc.pre(!/https?:\/\//.test(said) && said.trim() !== '' && !/\n/.test(said));
        expect(skeleton(write(said.trim()))).toEqual(calm);
      }),
      { numRuns: 150 },
    );
  });
});

test('the skeleton sees what it should see', () => {
  expect(skeleton('<p>a</p>')).not.toEqual(skeleton('<p>a<img src="x"></p>'));
});

test('a ticket that is HTML holds text; in Slack nobody is called, in Teams nothing is a link', async () => {
  const sent: string[] = [];
  const freshdesk = createFreshdesk(
    { system: 'freshdesk', url: 'https://f.example', requester: 'us@p.example' },
    async () => 'token',
    async ({ body }) => {
      sent.push(body!);
      return { id: 1 };
    },
  );
  for (const said of MARKUP) {
    await freshdesk.open(
      { caseId: 'C-1', epoch: 1, urgency: 'low', language: 'de', subject: 's', text: said, link: LINK },
      'k',
    );
    expect(new Set(skeleton(JSON.parse(sent.pop()!).description))).toEqual(new Set(['br ']));
  }
  const HOSTILE = [
    '<!channel> <@U1> <https://evil.test|Answer>',
    '[Answer](https://evil.test) **x** {{DATE(1)}}',
    '`x` _y_ ~z~ &amp;',
  ];
  for (const said of HOSTILE) {
    const message = { title: said, text: said, link: { label: 'Answer', url: LINK } };
    const slack = slackMessage(message).text;
    expect(slack.match(/<[^>]*>/g)).toEqual([`<${LINK}|Answer>`]);
    const { body } = teamsMessage(message).attachments[0]!.content;
    expect(body.map(({ type }) => type)).toEqual(['RichTextBlock', 'RichTextBlock']);
    for (const { inlines } of body)
      expect(inlines).toEqual([expect.objectContaining({ type: 'TextRun', text: said })]);
  }
});

test.each(MARKUP)('%j is spoken, not obeyed', said => {
  const ssml = toSsml(`Hello ${said} and goodbye.`);
  expect(new Set(skeleton(ssml).map(tag => tag.replace('/', '').trim()))).toEqual(new Set(['speak', 's']));
});

describe('headers of a mail', () => {
  const ENDS = [
    '\r\nBcc: all@evil.test',
    '\nBcc: all@evil.test',
    '\rBcc: all@evil.test',
    '\r\n\r\n<h1>body</h1>',
    '\u0000\nX: y',
    '\u2028X: y',
  ];
  async function sentWith(said: string) {
    const sent: any[] = [];
    const client = { send: async (command: any) => (sent.push(command.input), { MessageId: 'm' }) };
    await createMailer(
      { from: 'help@shop.example', configurationSet: 'c', name: `Shop${said}` },
      client as never,
    ).send({
      to: 'jo@mail.example',
      subject: replySubject(`Where is it${said}`),
      text: 'x',
      replyTo: 'case+c-1.abcdefghijklmnop@help.shop.example',
      headers: { ...threadHeaders(`<a@b>${said}`, [`<c@d>${said}`]) },
    });
    return sent[0];
  }
  test.each(ENDS)('%j starts no other header', async said => {
    const { FromEmailAddress, Content, Destination, ReplyToAddresses } = await sentWith(said);
    const { Subject, Headers } = Content.Simple;
    for (const value of [FromEmailAddress, Subject.Data, ...Headers.map(({ Value }: any) => Value)])
      // eslint-disable-next-line no-control-regex -- these end a header
      expect(value).not.toMatch(/[\r\n\u0000]/);
    expect(Destination).toEqual({ ToAddresses: ['jo@mail.example'] });
    expect(ReplyToAddresses).toHaveLength(1);
    expect(Headers.map(({ Name }: any) => Name).sort()).toEqual([
      'Auto-Submitted',
      'In-Reply-To',
      'References',
    ]);
    expect(FromEmailAddress).toMatch(/^"[^"\\]*" <help@shop\.example>$/);
  });
});

test('a name that a customer gives is one line that shows all it says', async () => {
  const started: any[] = [];
  const handler = createChats({
    contacts: {
      startChat: async (chat: any) => (
        started.push(chat),
        { contactId: 'c', participantId: 'p', participantToken: 't' }
      ),
    } as never,
    store: { getContact: async () => undefined } as never,
    siteKey: async () => 'site',
    linkKey: async () => 'link',
    visits: { take: async () => ({ ok: true as const }) },
    streamTo: 'topic',
    languages: ['en'],
    now: () => now,
  });
  let now = NOW;
  const ask = async (body: object) => {
    const { statusCode, body: reply } = await handler({
      routeKey: 'POST /chats',
      body: JSON.stringify(body),
    } as never);
    return { statusCode, ...JSON.parse(reply) };
  };
  const { prove } = await import('../../layers/core/api/proofOfWork.ts');
  const { createHash } = await import('node:crypto');
  const wanted = await ask({ key: 'key-00001' });
  const proof = await prove(wanted, text => createHash('sha256').update(text).digest());
  now = new Date(NOW.getTime() + wanted.afterMs);
  const displayName = 'Jo\r\n\r\nAnswer here: https://evil.test\u202E\u001b[2J\u0000\u200b';
  expect((await ask({ key: 'key-00001', displayName, proof })).statusCode).toBe(200);
  expect(started[0].displayName).toBe('Jo Answer here: https://evil.test[2J');
  expect(started[0].attributes.customerName).toBe(started[0].displayName);
});

test('a terminal is told nothing that it obeys', () => {
  const said = 'x\u001b[2J\u001b]0;owned\u0007\r\nstate  closed\u009b1m\u202e';
  const lines = tellOperator(
    {
      case: makeCase({
        customer: {
          name: said,
          email: said,
          phone: said,
          customerId: said,
          identity: 'claimed',
          attributes: {},
        },
        agent: { id: said, name: said },
        reason: { code: said, text: said },
        queue: said,
      }),
      turns: [{ turnId: 't', caseId: 'C', contactId: 'c', channel: 'chat', at: '1', customer: said }],
      events: [{ kind: said, by: said, at: '1', owner: 'ai', epoch: 1, detail: { text: said } } as never],
      receipts: [],
      mails: [],
      reads: 0,
    },
    true,
  );
  for (const line of lines)
    // eslint-disable-next-line no-control-regex -- what terminals obey
    expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(lines.some(line => /^state/.test(line))).toBe(false);
});

describe('pages', () => {
  const sources = ['web', 'local/console'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name))
      .map(name => join(folder, name)),
  );
  test('nothing puts a text into a page as markup, or runs one', () => {
    expect(sources.length).toBeGreaterThan(100);
    const FORBIDDEN =
      /\.(?:innerHTML|outerHTML|srcdoc)\s*=|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|\beval\(|new Function\(|setTimeout\(\s*['"`]|createContextualFragment|DOMParser/;
    for (const file of sources)
      expect([file, FORBIDDEN.exec(readFileSync(join(ROOT, file), 'utf8'))?.[0]]).toEqual([file, undefined]);
  });

  test('messages of other windows are taken by origin and window only', () => {
    const listening = sources.filter(file =>
      /addEventListener\(\s*'message'/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(listening.length).toBeGreaterThanOrEqual(3);
    for (const file of listening) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      const [, handler = ''] = /addEventListener\(\s*'message',([^]{0,400})/.exec(source) ?? [];
      const first = handler.slice(0, handler.indexOf('return') + 1);
      expect([file, /\bsource !==/.test(first) && /\borigin\b/.test(first)]).toEqual([file, true]);
    }
  });

  const pages = ['web', 'local/console'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.html'))
      .map(name => join(folder, name)),
  );
  test.each(pages)('%s has no script, style or handler in it', page => {
    const html = readFileSync(join(ROOT, page), 'utf8');
    expect(
      [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)].every(
        ([, at, inside]) => /\ssrc="\//.test(at!) && inside!.trim() === '',
      ),
    ).toBe(true);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|<base|<iframe|http-equiv/i);
  });
  test('the pages are all there', () => expect(pages.length).toBeGreaterThanOrEqual(8));
});

test('what is exported is JSON, a value a member: nothing is a cell that a spreadsheet would compute', () => {
  const cli = readdirSync(join(ROOT, 'cli'), { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  const writers = cli
    // What the build and the proofs write is nobody's words.
    .filter(name => !/^(build|verify)\//.test(name))
    .filter(name =>
      /writeFileSync|appendFile|createWriteStream/.test(readFileSync(join(ROOT, 'cli', name), 'utf8')),
    );
  // Whoever adds a writer says here what it writes; a table for spreadsheets must escape = + - @ and tabs.
  expect(writers.sort()).toEqual(WRITERS.sort());
  for (const name of cli)
    expect([name, /\.csv\b|text\/csv/.test(readFileSync(join(ROOT, 'cli', name), 'utf8'))]).toEqual([
      name,
      false,
    ]);
});
const WRITERS = [
  'dependencies/sbom.ts',
  'corrections/export.ts',
  'knowledge/evaluate.ts',
  'play.ts',
  'triage/evaluate.ts',
];
