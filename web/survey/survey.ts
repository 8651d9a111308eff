import { openPage } from '../brand/brand.ts';
import { byId, fill } from '../dom/element.ts';
import { tokenOf } from '../link/openLink.ts';
import { surveyForm } from './surveyForm.ts';
import { SURVEY_WORDS } from './words.ts';

const place = byId('notice');
const token = tokenOf('survey', location);
const page = await openPage(SURVEY_WORDS);
if (!page.config) place.textContent = page.words.unavailable;
else if (token === '') place.textContent = page.words.notWhole;
else await open(`${page.config.apiUrl}/surveys/${encodeURIComponent(token)}`);

async function open(url: string): Promise<void> {
  const offered = await surveyForm(url, language => {
    page.speak(language);
    return page.language;
  });
  // A form is no news to be read out whole.
  if (typeof offered !== 'string') place.removeAttribute('role');
  fill(place, offered);
}
