import { loadConfig } from '../brand/brand.ts';
import { byId } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';
import { answerForm } from './answerForm.ts';
import type { Handoff } from './handoff.ts';
import { offerNewLink } from './offerNewLink.ts';
import { showHandoff } from './showHandoff.ts';
import { unlock } from './unlock.ts';

/** Refusals after which a new link may help. */
const RENEWABLE = ['forged', 'expired', 'used', 'moved'];

const notice = byId('notice');
const token = tokenOf('reply', location);
const config = await loadConfig('Answer').catch(() => undefined);
if (!config) notice.textContent = 'This page is not available right now. Please try again later.';
else if (token === '') notice.textContent = 'This link isn’t whole. Please open it from the mail again.';
else await open(`${config.apiUrl}/handoffs/${encodeURIComponent(token)}`);

async function open(url: string, pass?: string): Promise<void> {
  const found = await callLink<Handoff>(url, undefined, pass);
  if (!found.ok) {
    notice.textContent = found.message;
    if (found.code === 'code') return open(url, await unlock(url));
    if (RENEWABLE.includes(found.code)) offerNewLink(url);
    return;
  }
  showHandoff(found.body);
  notice.hidden = true;
  answerForm({ url, ...(pass && { pass }) }, found.body, thanks => {
    byId('answer').hidden = byId('to-answer').hidden = true;
    notice.hidden = false;
    notice.textContent = thanks;
    notice.classList.add('done');
    scrollTo(0, 0);
  });
}
