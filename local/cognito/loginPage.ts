import type { RawResponse } from '../core/contract.ts';
import type { Account } from './cognito.ts';

/** The sign-in page: one button for each account. `query` goes with the choice, as it came. */
export function loginPage(action: string, query: URLSearchParams, accounts: Account[]): RawResponse {
  const hidden = [...query]
    .filter(([name]) => name !== 'username')
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
  const buttons = accounts
    .map(
      ({ username, name = username, groups }) =>
        `<li><button name="username" value="${escaped(username)}">${escaped(name)} <small>${escaped(groups.join(', '))}</small></button></li>`,
    )
    .join('');
  return page(
    200,
    'Sign in',
    `<p>This is the local cloud: nobody has a password. Who are you?</p>
     <form method="post" action="${escaped(action)}">${hidden}<ul>${buttons}</ul></form>`,
  );
}

export const problemPage = (status: number, problem: string): RawResponse =>
  page(status, 'An error was encountered with the requested page', `<p>${escaped(problem)}</p>`);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;color:#1b1f23}
ul{list-style:none;padding:0}li{margin:.5rem 0}
button{font:inherit;width:100%;text-align:left;padding:.7rem 1rem;border:1px solid #57606a;border-radius:8px;background:#fff;cursor:pointer}
small{color:#57606a}`;

function page(status: number, title: string, body: string): RawResponse {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`,
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
