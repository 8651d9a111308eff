/**
 * What the product itself may say without a source. One sentence a line, so that verify can tell them from claims.
 * Everything here must be true whenever it is said: no waiting times, no promises beyond what the code does.
 */
export const en = {
  anythingElse: 'Is there anything else I can help with?',
  gladToHelp: "You're welcome.",
  greeting: 'Hello. What can I do for you?',
  goodbye: 'Thank you for getting in touch. Goodbye.',
  sayDifferently: "I'm not sure I understood that. Could you say it in other words?",
  sayDifferentlyAgain:
    "I still don't have the right answer. Could you tell me what you need in one sentence?",
  askTheRest: 'Your message asks something else as well: please ask me that by itself.',
  noWords: "I couldn't read any words in that. What can I help you with?",
  fileKept: (name: string) => `I have put ${name} with your enquiry.`,
  filesAreForPeople:
    "I can't look at files myself, our people can: tell me in words what it is about, or ask for a person.",
  fileNotKept: (name: string) => `${name} was not put with your enquiry.`,
  filesAtMost: (most: number) => `One chat can carry ${most === 1 ? 'one file' : `${most} files`}.`,
  toPerson: 'I am passing this on to a colleague who can help you with it.',
  toPersonUnavailable: "I can't answer right now, so I am passing this on to a colleague.",
  toClientTeam: (team: string) =>
    `This is one for our ${team}. I have passed it on to them with everything you told me.`,
  clientTeamAnswersHere: 'Their answer will come here, or by e-mail when you have left the chat.',
  clientTeamNeedsEmail: 'Which e-mail address should they answer to if you have left the chat?',
  draftChecked: 'I have written an answer, and a colleague is checking it before it goes to you.',
  draftStillChecked: 'A colleague is still checking the answer and has been given your message.',
  draftTakesLonger: 'The check takes longer than I thought, so a colleague will answer you.',
  stillWithPeople: 'Your case is with our people, and their answer comes here while this chat is open.',
  answerInThread: 'They will answer you here, by e-mail.',
  colleagueHasIt: 'A colleague has your case and has been given your message.',
  messageWithCase: 'Your message has been put with your case, and whoever takes it will see it.',
  clientTeamHasIt: (team: string) => `Our ${team} has your case and has been given your message.`,
  clientTeamTookOver: (team: string) =>
    `Our ${team} has taken your case over and gets in touch with you directly.`,
  closedHours: (opening: string) => `Our team is back on ${opening}.`,
  closedForLong: 'Our team is not there at the moment.',
  leaveMessage:
    'Please say your message now, and they will call you back on the number you are calling from. When you are done, just stay silent.',
  messageAdded: 'I have added that to your message. If that was all, just stay silent.',
  rateByKey: 'How did we do? Press a key from 1, poor, to 5, very good, or just hang up.',
  recommendByKeys: (name: string) =>
    `And how likely are you to recommend ${name} to a friend? Type a number from 0, not at all, to 10, surely, or just hang up.`,
  ratedThanks: 'Thank you for telling us. Goodbye.',
  stillQueued: 'You are still in the queue.',
  nobodyFreeYet: 'You are still in the queue; nobody is free yet.',
  colleagueTakesCall: 'A colleague has your case and takes your call as soon as they can.',
  nextInQueue: 'You are next in the queue.',
  placeInQueue: (place: number) => `You are number ${place} in the queue.`,
  waitInQueue: (minutes: number) =>
    `As far as we can tell, it will take about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  backToAiOnCall: 'You are talking to the automatic assistant again. What else can I do for you?',
  theyGetBack: 'They will get back to you; you need not stay on the line.',
  answerByEmail: (address: string) => `They will answer you by e-mail at ${address}.`,
  askEmail: 'Which e-mail address should they answer to?',
  askEmailAgain: 'That does not look like an e-mail address. Which address should they answer to?',
  nobodyThere: 'None of our people is signed in at the moment.',
  queueFull: 'More people are waiting than we can serve at the moment.',
  onCallToo: 'Because it is urgent, I am passing it to our person on call as well.',
  askPhone: 'Which telephone number should they call you back on?',
  askPhoneAgain:
    'That does not look like a telephone number or an e-mail address. Where should they reach you?',
  callBack: (phone: string) => `They will call you back on the number ending ${phone}.`,
  reference: (caseId: string) => `Your reference is ${caseId}.`,
  agentLeftForClient: (team: string) => `Your question is now with our ${team}.`,
  stillClosing: 'Thank you for getting in touch.',
  survey: (link: string) => `How did we do? ${link}`,
  silent:
    'I have not heard from you for a while, so I am closing this chat. Write to us again whenever you like.',
  backToAi: 'You are back with the automatic assistant. What else can I do for you?',
} as const;

/** The same sentences in another language: one that is missing doesn't compile. */
export type HouseLines = {
  readonly [Line in keyof typeof en]: (typeof en)[Line] extends string ? string : (typeof en)[Line];
};
