import type { Ticket } from './tickets.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, character => ENTITIES[character]!);
const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:1rem auto;padding:0 1rem}article{border-top:1px solid #ccc;padding:.6rem 0;white-space:pre-wrap;overflow-wrap:anywhere}small{color:#555}textarea{width:100%;min-height:7rem;font:inherit}button{font:inherit;padding:.5rem 1rem}';

const document = (title: string, content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style><body><h1>${escaped(title)}</h1>${content}</body></html>`;

/** The client's tickets. */
export const listPage = (tickets: Ticket[], posts: string[]) =>
  document(
    "The client's own tickets",
    `<ul>${tickets.map(({ id, subject, priority, solved }) => `<li><a href="/agent/tickets/${id}">#${id} ${escaped(subject)}</a> <small>${solved ? 'solved' : escaped(priority)}</small></li>`).join('') || '<li>None yet: hand a case off.</li>'}</ul><h2>Posted to the chat channel</h2>${posts.map(text => `<article>${escaped(text)}</article>`).join('') || '<p>Nothing yet.</p>'}`,
  );

/** One ticket, with a box to reply. @param news what became of the last reply */
export const ticketPage = ({ id, subject, comments }: Ticket, news?: string) =>
  document(
    `#${id} ${subject}`,
    `${news ? `<p role="status"><b>${escaped(news)}</b></p>` : ''}${comments
      .map(
        ({ text, by, isPublic }) =>
          `<article><small>${escaped(by)}${isPublic ? '' : ', internal note'}</small>\n${escaped(text)}</article>`,
      )
      .join(
        '',
      )}<form method="post" enctype="multipart/form-data"><label for="text">Reply</label><textarea id="text" name="text" required></textarea><p><label><input type="checkbox" name="note"> internal note</label> <label>File, plain text <input type="file" name="file"></label></p><button>Send</button></form><p><a href="/">All tickets</a></p>`,
  );
