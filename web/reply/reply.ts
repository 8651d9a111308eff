import { HOUSE_LANGUAGES } from '../../layers/core/domain/houseLanguages.ts';
import { openPage } from '../brand/brand.ts';
import { byId } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';
import { answerForm } from './answerForm.ts';
import type { Handoff } from './handoff.ts';
import { offerNewLink } from './offerNewLink.ts';
import { showHandoff } from './showHandoff.ts';
import { unlock } from './unlock.ts';
import { REPLY_WORDS } from './words/index.ts';

/** Refusals after which a new link may help. */
const RENEWABLE = ['forged', 'expired', 'used', 'moved'];

const notice = byId('notice');
const token = tokenOf('reply', location);
// A team may speak what its customers don't: its own language is known once the link is open, the browser's until then.
const page = await openPage(REPLY_WORDS, HOUSE_LANGUAGES);
if (!page.config) notice.textContent = page.words.unavailable;
else if (token === '') notice.textContent = page.words.notWhole;
else await open(`${page.config.apiUrl}/handoffs/${encodeURIComponent(token)}`);

async function open(url: string, pass?: string): Promise<void> {
  const found = await callLink<Handoff>(url, undefined, pass, page.words);
  if (!found.ok) {
    notice.textContent = found.message;
    if (found.code === 'code') return open(url, await unlock(url, page.words));
    if (RENEWABLE.includes(found.code)) offerNewLink(url, page.words);
    return;
  }
  const words = page.speak(found.body.client.language);
  showHandoff(found.body, words);
  notice.hidden = true;
  answerForm({ url, words, ...(pass && { pass }) }, found.body, thanks => {
    byId('answer').hidden = byId('to-answer').hidden = true;
    notice.hidden = false;
    notice.textContent = thanks;
    notice.classList.add('done');
    scrollTo(0, 0);
  });
}
