import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTicketCall } from '../../layers/core/tickets/call.ts';
import { createFetchTicketFile } from '../../layers/core/tickets/fetchFile.ts';
import { createJira } from '../../layers/core/tickets/jira.ts';
import { createZendesk } from '../../layers/core/tickets/zendesk.ts';

/** A ticket system of two origins: its own, and where its files lie. */
let own: Server;
let other: Server;
let seen: { path: string; authorization?: string }[] = [];
let answers: Record<string, { status?: number; body?: string; location?: string }> = {};
const listen = (): Promise<Server> =>
  new Promise(resolve => {
    const server = createServer((request, response) => {
      const { authorization } = request.headers;
      seen.push({ path: request.url!, ...(authorization && { authorization }) });
      const { status = 200, body = '', location } = answers[request.url!.split('?')[0]!] ?? { status: 404 };
      response.writeHead(status, location ? { location } : {});
      response.end(body);
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(async () => {
  [own, other] = await Promise.all([listen(), listen()]);
});
afterAll(() => Promise.all([own, other].map(server => new Promise(resolve => server.close(resolve)))));
beforeEach(() => {
  seen = [];
  answers = {};
});

const token = async () => 'token';
const fetching = () => createFetchTicketFile(urlOf(own), async () => 'Basic us');

test('a file of the ticket system itself is fetched in our name', async () => {
  answers['/file'] = { body: 'label' };
  expect(Buffer.from((await fetching()(`${urlOf(own)}/file`, 10)) as Uint8Array).toString()).toBe('label');
  expect(seen).toEqual([{ path: '/file', authorization: 'Basic us' }]);
});

test('a redirect within it is followed; one to others only over TLS, and never with our name', async () => {
  answers['/old'] = { status: 302, location: '/file' };
  answers['/file'] = { body: 'label' };
  expect(await fetching()(`${urlOf(own)}/old`, 10)).toBeInstanceOf(Uint8Array);
  answers['/away'] = { status: 302, location: `${urlOf(other)}/file` };
  seen = [];
  expect(await fetching()(`${urlOf(own)}/away`, 10)).toBe('not-fetched');
  expect(await fetching()(`${urlOf(other)}/file`, 10)).toBe('not-fetched');
  expect(seen.map(({ path }) => path)).toEqual(['/away']);
});

test.each([
  ['what is longer than allowed', { body: 'x'.repeat(11) }, 'too-large'],
  ['what is refused', { status: 403 }, 'not-fetched'],
  ['what redirects to itself for ever', { status: 302, location: '/file' }, 'not-fetched'],
])('%s: %o → %s', async (_, answer, why) => {
  answers['/file'] = answer;
  expect(await fetching()('/file', 10)).toBe(why);
});

test('Zendesk is asked for the files of the comment; pictures within the text and deleted ones stay behind', async () => {
  const attachment = (more: object) => ({
    id: 1,
    file_name: 'label.pdf',
    content_type: 'application/pdf',
    content_url: 'https://files.example/label.pdf',
    size: 7,
    inline: false,
    deleted: false,
    malware_scan_result: 'malware_not_found',
    ...more,
  });
  answers['/api/v2/tickets/12/comments.json'] = {
    body: JSON.stringify({
      comments: [
        { id: 78, attachments: [attachment({ file_name: 'other.pdf' })] },
        {
          id: 77,
          attachments: [
            attachment({}),
            attachment({ inline: true }),
            attachment({ deleted: true }),
            attachment({ file_name: 'bad.pdf', malware_scan_result: 'malware_found' }),
          ],
        },
      ],
    }),
  };
  const zendesk = createZendesk(
    { system: 'zendesk', url: urlOf(own), user: 'us@p.example' },
    token,
    createTicketCall(urlOf(own)),
  );
  const listed = {
    name: 'label.pdf',
    type: 'application/pdf',
    size: 7,
    url: 'https://files.example/label.pdf',
  };
  expect(await zendesk.filesOf!('12', '77')).toEqual([listed, { ...listed, name: 'bad.pdf', unsafe: true }]);
  expect(await zendesk.filesOf!('12', '79')).toEqual([]);
  expect(seen[0]!.authorization).toMatch(/^Basic /);
});

test('Jira is asked for the files of the comment', async () => {
  answers['/rest/servicedeskapi/request/HELP-7/comment/10/attachment'] = {
    body: JSON.stringify({
      size: 1,
      isLastPage: true,
      values: [
        {
          filename: 'label.pdf',
          mimeType: 'application/pdf',
          size: 7,
          _links: { content: 'https://jira.example/rest/servicedeskapi/request/HELP-7/attachment/3' },
        },
      ],
    }),
  };
  const jira = createJira(
    {
      system: 'jira-service-management',
      url: urlOf(own),
      user: 'us@p.example',
      serviceDesk: '4',
      requestType: '25',
      project: 'HELP',
    },
    token,
    createTicketCall(urlOf(own)),
  );
  expect(await jira.filesOf!('HELP-7', '10')).toEqual([
    {
      name: 'label.pdf',
      type: 'application/pdf',
      size: 7,
      url: 'https://jira.example/rest/servicedeskapi/request/HELP-7/attachment/3',
    },
  ]);
});
