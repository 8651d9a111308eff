import type { HouseLines } from './en.ts';

export const fr: HouseLines = {
  anythingElse: 'Puis-je faire autre chose pour vous ?',
  gladToHelp: 'Je vous en prie.',
  greeting: 'Bonjour. Que puis-je faire pour vous ?',
  goodbye: 'Merci de nous avoir contactés. Au revoir.',
  sayDifferently: "Je ne suis pas sûr d'avoir compris. Pouvez-vous le dire autrement ?",
  sayDifferentlyAgain:
    "Je n'ai pas encore la bonne réponse. Pouvez-vous me dire en une phrase ce qu'il vous faut ?",
  askTheRest: 'Votre message contient aussi une autre question : merci de me la poser à part.',
  noWords: "Je n'ai pas pu y lire de mots. En quoi puis-je vous aider ?",
  fileKept: name => `J'ai joint ${name} à votre demande.`,
  filesAreForPeople:
    "Je ne peux pas consulter les fichiers moi-même, nos collègues le peuvent : dites-moi avec des mots de quoi il s'agit, ou demandez une personne.",
  fileNotKept: name => `${name} n'a pas été joint à votre demande.`,
  filesAtMost: most => `Un chat peut contenir ${most === 1 ? 'un fichier' : `${most} fichiers`}.`,
  toPerson: 'Je transmets votre demande à un collègue qui peut vous aider.',
  toPersonUnavailable:
    'Je ne peux pas répondre pour le moment, je transmets donc votre demande à un collègue.',
  toClientTeam: team =>
    `Une autre équipe s'en occupe : ${team}. Je lui ai transmis tout ce que vous m'avez dit.`,
  clientTeamAnswersHere: 'Sa réponse arrivera ici, ou par e-mail si vous avez quitté le chat.',
  clientTeamNeedsEmail: 'À quelle adresse e-mail envoyer la réponse si vous avez quitté le chat ?',
  draftChecked: "J'ai rédigé une réponse, et un collègue la vérifie avant qu'elle vous parvienne.",
  draftStillChecked: 'Un collègue vérifie encore la réponse et a reçu votre message.',
  draftTakesLonger: 'La vérification dure plus longtemps que prévu, un collègue va donc vous répondre.',
  stillWithPeople:
    'Votre demande est entre les mains de notre équipe, et sa réponse arrive ici tant que ce chat est ouvert.',
  answerInThread: 'La réponse vous parviendra ici, par e-mail.',
  colleagueHasIt: "Un collègue s'occupe de votre demande et a reçu votre message.",
  messageWithCase: 'Votre message est joint à votre demande, et la personne qui la prendra le verra.',
  clientTeamHasIt: team => `Cette équipe s'occupe de votre demande : ${team}. Elle a reçu votre message.`,
  clientTeamTookOver: team =>
    `Cette équipe a repris votre demande : ${team}. Elle vous contacte directement.`,
  closedHours: opening => `Notre équipe sera de retour : ${opening}.`,
  closedForLong: "Notre équipe n'est pas là en ce moment.",
  leaveMessage:
    "Laissez votre message maintenant, et nous vous rappellerons au numéro d'où vous appelez. Quand vous avez fini, gardez simplement le silence.",
  messageAdded: "Je l'ai ajouté à votre message. Si c'était tout, gardez simplement le silence.",
  rateByKey:
    'Êtes-vous satisfait ? Tapez une touche de 1, mauvais, à 5, très bien, ou raccrochez simplement.',
  recommendByKeys: name =>
    `Et recommanderiez-vous ${name} à un ami ? Tapez un nombre de 0, pas du tout, à 10, sûrement, ou raccrochez simplement.`,
  ratedThanks: 'Merci de nous l’avoir dit. Au revoir.',
  stillQueued: "Vous êtes toujours dans la file d'attente.",
  nobodyFreeYet: "Vous êtes toujours dans la file d'attente ; personne n'est encore libre.",
  colleagueTakesCall: "Un collègue s'occupe de votre demande et prend votre appel dès que possible.",
  nextInQueue: 'Vous êtes le prochain de la file.',
  placeInQueue: place => `Vous êtes en position ${place} dans la file d'attente.`,
  waitInQueue: minutes =>
    `Pour autant que nous puissions le dire, il faut compter environ ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`,
  backToAiOnCall: "Vous parlez de nouveau à l'assistant automatique. Que puis-je encore faire pour vous ?",
  theyGetBack: "L'équipe revient vers vous ; vous n'avez pas besoin de rester en ligne.",
  answerByEmail: address => `Vous recevrez la réponse par e-mail à l'adresse ${address}.`,
  askEmail: 'À quelle adresse e-mail envoyer la réponse ?',
  askEmailAgain: 'Cela ne ressemble pas à une adresse e-mail. À quelle adresse envoyer la réponse ?',
  nobodyThere: "Personne de notre équipe n'est connecté en ce moment.",
  queueFull: 'Plus de personnes attendent que nous ne pouvons en servir en ce moment.',
  onCallToo: "Comme c'est urgent, je le transmets aussi à notre personne d'astreinte.",
  askPhone: 'À quel numéro de téléphone devons-nous vous rappeler ?',
  askPhoneAgain:
    'Cela ne ressemble ni à un numéro de téléphone ni à une adresse e-mail. Où pouvons-nous vous joindre ?',
  callBack: phone => `Nous vous rappellerons au numéro qui se termine par ${phone}.`,
  reference: caseId => `Votre référence est ${caseId}.`,
  agentLeftForClient: team => `Votre question est maintenant chez cette équipe : ${team}.`,
  stillClosing: 'Merci de nous avoir contactés.',
  survey: link => `Êtes-vous satisfait ? ${link}`,
  silent:
    "Je n'ai rien reçu de vous depuis un moment, je ferme donc ce chat. Écrivez-nous de nouveau quand vous voulez.",
  backToAi: "Vous êtes de nouveau avec l'assistant automatique. Que puis-je encore faire pour vous ?",
};
