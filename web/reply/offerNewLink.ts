import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';

/** What can be done about a link that no longer opens. Where a new one goes to, and whether, is not said to who holds it. */
export function offerNewLink(url: string): void {
  byId('renew').hidden = false;
  const button = byId<HTMLButtonElement>('renew-send');
  button.addEventListener('click', async () => {
    button.disabled = true;
    const asked = await callLink(`${url}/renewals`, {});
    button.disabled = !asked.ok ? false : true;
    byId('notice').textContent = asked.ok
      ? 'If this case still waits for your team, a new link is on its way to the address on file.'
      : asked.message;
    byId('notice').scrollIntoView();
  });
}
