import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';
import type { ReplyWords } from './words/index.ts';

/** What can be done about a link that no longer opens. Where a new one goes to, and whether, is not said to who holds it. */
export function offerNewLink(url: string, words: ReplyWords): void {
  byId('renew').hidden = false;
  const button = byId<HTMLButtonElement>('renew-send');
  button.addEventListener('click', async () => {
    button.disabled = true;
    const asked = await callLink(`${url}/renewals`, {}, undefined, words);
    button.disabled = !asked.ok ? false : true;
    byId('notice').textContent = asked.ok ? words.newLinkSent : asked.message;
    byId('notice').scrollIntoView();
  });
}
