import { questionsIn } from '../../layers/core/triage/questions.ts';

test.each([
  ['How long is a gift card valid?', ['How long is a gift card valid?']],
  [
    'Hello,\n\nHow long is a gift card valid? And how many days do I have to return items?\n\nMara',
    ['How long is a gift card valid?', 'how many days do I have to return items?'],
  ],
  ['My tent is broken. Can you help me?', []],
  ['Is it? Really? My order LF-1 is late. Where is it now exactly?', ['Where is it now exactly?']],
  [
    'Could you please let me know when my order LF-204518 arrives at home?',
    ['Could you please let me know when my order LF-204518 arrives at home?'],
  ],
  ['', []],
])('%j', (text, questions) => expect(questionsIn(text)).toEqual(questions));
