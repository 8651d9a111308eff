import { actOf } from '../../layers/core/triage/signals/act.ts';
import { complexityOf } from '../../layers/core/triage/signals/complexity.ts';
import { languageOf } from '../../layers/core/triage/signals/language.ts';
import { sentimentOf } from '../../layers/core/triage/signals/sentiment.ts';
import { urgencyOf } from '../../layers/core/triage/signals/urgency.ts';
import { personAskedFor } from '../../layers/core/triage/signals/wantsPerson.ts';
import { questionsIn } from '../../layers/core/triage/text/clauses.ts';
import { wordsOf } from '../../layers/core/triage/text/words.ts';

test.each([
  ['hi', 'greeting'],
  ['Hello there!', 'greeting'],
  ['Guten Tag', 'greeting'],
  ['good morning, how are you?', 'greeting'],
  ['hi, where is my order?', 'enquiry'],
  ['thanks', 'thanks'],
  ['Thank you so much for your help!', 'thanks'],
  ['ok thanks', 'thanks'],
  ['perfect, merci beaucoup', 'thanks'],
  ['thanks, bye', 'goodbye'],
  ["that's all, have a nice day", 'goodbye'],
  ['Auf Wiedersehen', 'goodbye'],
  ['yes', 'yes'],
  ['Yes please', 'yes'],
  ['ok', 'yes'],
  ['👍', 'yes'],
  ['sí, claro', 'yes'],
  ['yes, thanks', 'yes'],
  ['no', 'no'],
  ['nope', 'no'],
  ['no thanks', 'no'],
  ['nein danke', 'no'],
  ['no, it still does not work', 'enquiry'],
  ['yes but my refund is missing', 'enquiry'],
  ['thanks but the parcel never came', 'enquiry'],
  ['', 'empty'],
  ['   \n ', 'empty'],
  ['?!…', 'empty'],
  ['🤷🤷', 'empty'],
  ['4711-2203', 'enquiry'],
])('act of %j is %s', (text, act) => {
  expect(actOf(wordsOf(text)).act).toBe(act);
});

test.each([
  ['I want to speak to a human', true],
  ['agent please', true],
  ['REPRESENTATIVE!!!', true],
  ['can I talk to a real person?', true],
  ['let me speak with your manager', true],
  ['connect me to customer service', true],
  ['I hate talking to a bot', true],
  ['please put me through to someone', true],
  ['can somebody else take over?', true],
  ['please call me back', true],
  ["I don't want to talk to you, give me a human", true],
  ['Ich möchte mit einem Mitarbeiter sprechen', true],
  ['je voudrais parler à un conseiller', true],
  ['quiero hablar con una persona', true],
  ['vorrei parlare con un operatore', true],
  ['quero falar com um atendente', true],
  ['ik wil een medewerker spreken', true],
  ['where is my order', false],
  ['I spoke to an agent yesterday and nothing happened', false],
  ['your agent told me it would arrive today', false],
  ['no need to talk to a person, just tell me the price', false],
  ['I am travelling with another person', false],
  ['how do I change the name of the account manager', false],
  ['you can call me Anna', false],
])('%j wants a person: %s', (text, wants) => {
  expect(personAskedFor(wordsOf(text)) !== undefined).toBe(wants);
});

test.each([
  ['where is my order', 'en'],
  ["I can't log in to my account", 'en'],
  ['Wo bleibt meine Bestellung?', 'de'],
  ['Ich habe mein Passwort vergessen', 'de'],
  ['Où est ma commande ?', 'fr'],
  ["Je n'ai pas encore reçu mon colis", 'fr'],
  ['¿Dónde está mi pedido?', 'es'],
  ['No puedo entrar en mi cuenta', 'es'],
  ["Dov'è il mio ordine?", 'it'],
  ['Non ho ancora ricevuto il pacco', 'it'],
  ['Onde está minha encomenda?', 'pt'],
  ['Não recebi meu reembolso', 'pt'],
  ['Waar is mijn bestelling?', 'nl'],
  ['Ik kan niet inloggen op mijn account', 'nl'],
  ['где мой заказ', 'ru'],
  ['أين طلبي', 'ar'],
  ['איפה ההזמנה שלי', 'he'],
  ['注文はどこですか', 'ja'],
  ['', 'und'],
  ['🙂🙂', 'und'],
  ['ok', 'und'],
  ['12345', 'und'],
])('language of %j is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test.each([
  ['Where is my order?', 'neutral'],
  ['I would like to change my address', 'neutral'],
  ['Thank you so much, that was very helpful!', 'positive'],
  ['great service, I am really happy', 'positive'],
  ['I am disappointed, the bag arrived damaged', 'negative'],
  ['not happy with the delivery', 'negative'],
  ['This is not good', 'negative'],
  ['not bad at all', 'neutral'],
  ['no problem', 'neutral'],
  ['THIS IS RIDICULOUS!!! Worst company ever', 'angry'],
  ['I am absolutely furious, you are useless liars', 'angry'],
  ['what the fuck, I want my money', 'angry'],
  ['Das ist eine Frechheit, ich bin wütend!!', 'angry'],
  ['MY ORDER NUMBER IS AB12', 'neutral'],
])('sentiment of %j is %s', (text, sentiment) => {
  expect(sentimentOf(wordsOf(text), text).sentiment).toBe(sentiment);
});

test.each([
  ['where is my order', undefined, 'normal'],
  ['where is my order', 'high', 'high'],
  ['I need it by tomorrow', undefined, 'high'],
  ['please answer asap', undefined, 'high'],
  ['you charged me twice', undefined, 'high'],
  ['I am locked out of my account', undefined, 'high'],
  ['there is smoke coming from the charger', undefined, 'critical'],
  ['my account was hacked', undefined, 'critical'],
  ['there is a transaction I did not make', undefined, 'critical'],
  ['no rush, just wondering when you open', undefined, 'low'],
  ['it is not urgent', undefined, 'low'],
  ['it is not urgent', 'high', 'high'],
  ['no rush but there is a gas leak', undefined, 'critical'],
  ['Es ist dringend', undefined, 'high'],
] as const)('urgency of %j on a topic of %s is %s', (text, ofTopic, urgency) => {
  expect(urgencyOf(wordsOf(text), ofTopic).urgency).toBe(urgency);
});

test.each([
  ['where is my order', 1, undefined, 'simple'],
  ['where is my order', 1, 'complex', 'complex'],
  ['Where is my order? And when do you open?', 2, undefined, 'moderate'],
  ['I already contacted you twice about this and it keeps failing', 1, undefined, 'moderate'],
  [
    'I already called you last week, but if the contract says 30 days, however, why was I billed? What about the second invoice? Can I dispute it?',
    2,
    undefined,
    'complex',
  ],
] as const)('complexity of %j with %d topics on a topic of %s is %s', (text, topics, ofTopic, complexity) => {
  expect(complexityOf(wordsOf(text), questionsIn(text), topics, ofTopic).complexity).toBe(complexity);
});

test('every signal states what it rests on', () => {
  expect(urgencyOf(wordsOf('please answer asap'), undefined).reasons).toEqual(['asks for haste: "asap"']);
  expect(sentimentOf(wordsOf('I am very disappointed'), '').reasons[0]).toContain('disappointed');
  expect(actOf(wordsOf('thanks, bye')).reasons[0]).toContain('bye');
});
