import { stem } from '../../layers/core/knowledge/stem.ts';
import { contentStems, words } from '../../layers/core/knowledge/words.ts';
import { mistakesBetween } from '../../layers/core/knowledge/vocabulary.ts';
import { leansOnHistory } from '../../layers/core/knowledge/followUp.ts';

test.each([
  ['return', 'returned', 'returning', 'returns'],
  ['cancel', 'cancelled', 'cancellation', 'canceling'],
  ['deliver', 'delivery', 'deliveries', 'delivered'],
  ['pay', 'paid', 'payment', 'payments'],
  ['reset', 'resets', 'resetting'],
  ['charge', 'charged', 'charges', 'charging'],
  ['company', 'companies'],
  ['address', 'addresses'],
])('%s and its forms share a stem', (...forms) =>
  expect(new Set(forms.map(form => stem(form))).size).toBe(1),
);

test.each([
  ['address', 'add'],
  ['express', 'expense'],
  ['order', 'old'],
  ['bill', 'bike'],
])('%s and %s do not', (a, b) => expect(stem(a)).not.toBe(stem(b)));

test.each([
  ['de', 'Rückgabe', 'Rückgaben'],
  ['fr', 'livraison', 'livraisons'],
  ['es', 'pedido', 'pedidos'],
  ['it', 'ordine', 'ordini'],
])('%s: %s and %s share a stem', (language, a, b) =>
  expect(contentStems(a, language)).toEqual(contentStems(b, language)),
);

test('words are folded', () =>
  expect(words('Don’t e-mail Zoë’s 2 PDFs, C++!')).toEqual(['dont', 'e', 'mail', 'zoe', '2', 'pdfs', 'c++']));

test.each([
  ['password', 'pasword', 1],
  ['refund', 'refudn', 1],
  ['delivery', 'delievry', 1],
  ['card', 'cord', 1],
  ['abc', 'xyz', 3],
])('%s and %s are %i mistakes apart', (a, b, expected) => expect(mistakesBetween(a, b, 2)).toBe(expected));

test.each([
  ['and how much is it?', 0.8],
  ['how long?', 0.8],
  ['what about express?', 0.6],
  ['is that refundable?', 0.5],
])('"%s" leans on what was said', (text, least) =>
  expect(leansOnHistory(text, 'en')).toBeGreaterThanOrEqual(least),
);

test.each([
  'I forgot my password',
  'is it possible to change the billing address of an order',
  'cancel my order 1234 please',
])('"%s" stands by itself', text => expect(leansOnHistory(text, 'en')).toBeLessThanOrEqual(0.15));
