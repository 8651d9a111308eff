import { createHash, timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Collection } from '../core/contract.ts';
import { deliverSigned, deliverZendesk, fileUrl } from './deliver.ts';
import { listPage, ticketPage } from './page.ts';
import { openTicketBook, type Comment, type DemoFile, type Ticket, type TicketBook } from './tickets.ts';

export interface DemoTicketsOptions {
  /** 0 for a free one. */
  port: number;
  now: () => number;
  log: (line: string) => void;
  tickets: Collection<Ticket>;
  posts: Collection<{ text: string }>;
  /** What the API token is, and what its webhooks are signed with. */
  token: string;
  secret: string;
  apiUrl: () => string;
  /** Which way a reply is told of: as Zendesk does, or by the generic webhook. */
  system: 'zendesk' | 'webhook';
}

export interface DemoTickets {
  url: string;
  book: TicketBook;
  /** What was posted to the team's chat channel, oldest first. */
  posts(): string[];
  /** Somebody of the team writes on a ticket; the status with which the webhook was answered. */
  reply(
    id: number,
    said: { text: string; isPublic: boolean; files?: DemoFile[] },
  ): Promise<{ status: number; body: any }>;
  stop(): Promise<void>;
}

const BY = 'Tobias (tickets)';

/**
 * Stands for the client's own ticket system and chat tool, on loopback: takes tickets in Zendesk's shape or by the signed
 * webhook, shows them to a person, and tells of replies by webhook.
 */
export async function startDemoTickets(options: DemoTicketsOptions): Promise<DemoTickets> {
  const { port, now, log, token, secret, system, posts } = options;
  const book = openTicketBook(now, options.tickets);
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    log(
      `demo-tickets ${context.req.method} ${context.req.path.replace(/\d+$/, '{id}')} ${context.res.status}`,
    );
  });

  app.use('/api/v2/*', async (context, next) => {
    // `<user>/token:<api token>`, as Zendesk has it.
    const [, given = ''] = /^Basic (.+)$/.exec(context.req.header('authorization') ?? '') ?? [];
    const [user = '', ...rest] = Buffer.from(given, 'base64').toString().split(':');
    if (!user.endsWith('/token') || !same(rest.join(':'), token))
      return context.json({ error: "Couldn't authenticate you" }, 401);
    await next();
  });
  app.get('/api/v2/tickets.json', context => {
    const found = book.byKey(context.req.query('external_id') ?? '');
    return context.json({ tickets: found ? [inZendesk(found)] : [], count: found ? 1 : 0 });
  });
  app.post('/api/v2/tickets.json', async context => {
    const { ticket } = (await context.req.json().catch(() => ({}))) as any;
    if (typeof ticket?.comment?.body !== 'string' || !ticket.external_id)
      return context.json({ error: 'RecordInvalid', description: 'Record validation errors' }, 422);
    const { subject = '', priority = 'normal', external_id: key, comment } = ticket;
    return context.json(
      { ticket: inZendesk(book.open({ key, subject, priority, text: comment.body })) },
      201,
    );
  });
  app.put('/api/v2/tickets/:file', async context => {
    const id = Number(context.req.param('file').replace(/\.json$/, ''));
    const { ticket } = (await context.req.json().catch(() => ({}))) as any;
    const note = String(ticket?.comment?.body ?? '');
    const isDone =
      ticket?.status === 'solved'
        ? book.solve(id, note)
        : book.comment(id, { text: note, isPublic: ticket?.comment?.public === true, by: 'Support' });
    return isDone
      ? context.json({ ticket: inZendesk(book.get(id)!) })
      : context.json({ error: 'RecordNotFound', description: 'Not found' }, 404);
  });
  app.get('/api/v2/tickets/:id/comments.json', context => {
    const ticket = book.get(Number(context.req.param('id')));
    const comments = (ticket?.comments ?? []).toReversed().map(comment => commentInZendesk(comment, url()));
    return ticket ? context.json({ comments }) : context.json({ error: 'RecordNotFound' }, 404);
  });
  // Whoever has the address may fetch it, as with Zendesk.
  app.get('/attachments/:comment/:n/:name', context => {
    const id = Number(context.req.param('comment'));
    const comment = book.get(Math.floor(id / 100))?.comments.find(each => each.id === id);
    const file = comment?.files?.[Number(context.req.param('n'))];
    return file ? context.body(file.text, 200, { 'content-type': file.type }) : context.notFound();
  });
  app.post('/handoffs', async context => {
    const { type, id, note, key, subject, urgency, text } = (await context.req.json()) as any;
    if (type === 'note')
      return context.json({
        id,
        noted: Boolean(book.comment(Number(id), { text: note, isPublic: false, by: 'Support' })),
      });
    if (type === 'settled') return context.json({ id, settled: book.solve(Number(id), note) });
    return context.json({ id: String(book.open({ key, subject, priority: urgency, text }).id) });
  });
  app.post('/chat', async context => {
    const { text = '' } = (await context.req.json().catch(() => ({}))) as { text?: string };
    posts.put(`${String(now()).padStart(16, '0')}-${posts.count()}`, { text });
    return context.text('ok');
  });

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const posted = () => posts.list().map(({ document }) => document.text);
  const reply: DemoTickets['reply'] = async (id, said) => {
    const comment = book.comment(id, { ...said, by: BY });
    if (!comment) throw new Error(`there is no ticket ${id}`);
    const webhook = { apiUrl: options.apiUrl(), filesUrl: url(), secret, now };
    const deliver = system === 'zendesk' ? deliverZendesk : deliverSigned;
    return deliver(book.get(id)!, comment, webhook);
  };
  app.get('/', context => context.html(listPage(book.list(), posted().reverse())));
  app.get('/agent/tickets/:id', context => {
    const ticket = book.get(Number(context.req.param('id')));
    return ticket ? context.html(ticketPage(ticket)) : context.notFound();
  });
  app.post('/agent/tickets/:id', async context => {
    const id = Number(context.req.param('id'));
    // A page of somebody else's must not write here.
    const origin = context.req.header('origin');
    if (!book.get(id) || (origin && new URL(origin).host !== context.req.header('host')))
      return context.notFound();
    const form = await context.req.parseBody();
    const files = form.file instanceof File && form.file.name ? [await read(form.file)] : undefined;
    const told = await reply(id, {
      text: String(form.text ?? ''),
      isPublic: form.note === undefined,
      ...(files && { files }),
    });
    const news = told.body.taken
      ? 'Your answer is on its way.'
      : `Nobody was told (${told.status} ${told.body.why ?? told.body.error ?? ''}).`;
    return context.html(ticketPage(book.get(id)!, news));
  });

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () =>
      resolve(listening as Server),
    );
    listening.once('error', error =>
      reject(new Error(`demo tickets: cannot listen on port ${port}: ${error.message}`)),
    );
  });
  return {
    url: url(),
    book,
    posts: posted,
    reply,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const inZendesk = ({ id, subject, key, priority, solved }: Ticket) => ({
  id,
  external_id: key,
  subject,
  priority,
  status: solved ? 'solved' : 'open',
});

/** As the comments of a ticket are listed, the newest first. */
const commentInZendesk = (comment: Comment, base: string) => ({
  id: comment.id,
  type: 'Comment',
  body: comment.text,
  public: comment.isPublic,
  attachments: (comment.files ?? []).map((file, n) => ({
    id: comment.id * 10 + n,
    file_name: file.name,
    content_type: file.type,
    content_url: fileUrl(base, comment, n, file),
    size: Buffer.byteLength(file.text),
    inline: false,
    deleted: false,
    malware_scan_result: 'malware_not_found',
  })),
});

const read = async (file: File): Promise<DemoFile> => ({
  name: file.name,
  type: file.type || 'application/octet-stream',
  text: await file.text(),
});

function same(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
