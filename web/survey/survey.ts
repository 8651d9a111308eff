import { loadConfig } from '../brand/brand.ts';
import { byId, fill } from '../dom/element.ts';
import { tokenOf } from '../link/openLink.ts';
import { surveyForm } from './surveyForm.ts';

const place = byId('notice');
const token = tokenOf('survey', location);
const config = await loadConfig('Survey').catch(() => undefined);
if (!config) place.textContent = 'This page is not available right now. Please try again later.';
else if (token === '') place.textContent = 'This link isn’t whole. Please open it from the message again.';
else await open(`${config.apiUrl}/surveys/${encodeURIComponent(token)}`);

async function open(url: string): Promise<void> {
  const offered = await surveyForm(url);
  // A form is no news to be read out whole.
  if (typeof offered !== 'string') place.removeAttribute('role');
  fill(place, offered);
}
