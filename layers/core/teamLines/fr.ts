import type { TeamLines } from './en.ts';

export const fr: TeamLines = {
  hello: name => `Bonjour ${name},`,
  urgencies: { critical: 'critique', high: 'élevée', normal: 'normale', low: 'faible' },
  ofCase: (title, caseId) => `${title}, dossier ${caseId}`,

  needsAnswer: client => `${client} a besoin de votre réponse`,
  caseNeedsAnswer: caseId => `Le dossier ${caseId} attend votre réponse`,
  step: {
    first: '',
    reminder: 'Rappel : ',
    'next-contact': 'Sans réponse : ',
    manager: 'Au responsable : ',
  },
  whyYou: {
    reminder: 'Un client attend encore cette réponse, d’où ce rappel.',
    'next-contact': 'Votre collègue n’a pas répondu à temps, ceci vous est donc adressé.',
    manager: 'Personne de votre équipe n’a répondu à temps, ceci vous est donc adressé.',
  },
  asked: 'Ce qui vous est demandé',
  pleaseAnswer: 'Merci de répondre au client.',
  answerCase: 'Répondre à ce dossier',
  customer: 'Client',
  problem: 'Le problème',
  why: 'Pourquoi une personne s’en occupe',
  urgency: 'Urgence',
  reference: 'Référence',
  answerBy: (urgency, due) => `${urgency}, merci de répondre avant ${due}`,
  tried: 'Ce qui a été essayé',
  conversation: 'La conversation jusqu’ici',
  speakers: { customer: 'Client', ai: 'IA', house: 'IA', agent: 'Support', client: 'Équipe' },
  replyAsIs:
    'Vous pouvez aussi répondre à cet e-mail : ce que vous écrivez va au client. Commencez par /agent pour dire à notre équipe ce qu’il faut faire, /ours pour reprendre le dossier, /decline s’il ne vous concerne pas.',
  replyRephrased:
    'Vous pouvez aussi répondre à cet e-mail : notre équipe met en mots pour le client ce que vous écrivez. Commencez par /ours pour reprendre le dossier, /decline s’il ne vous concerne pas.',
  linkWithCode: days =>
    `Le bouton ne vaut que pour ce dossier, pendant ${days} jours. Il demande un code qui vous est envoyé : il ne sert donc à personne d’autre.`,
  linkForAnyone: days =>
    `Le bouton ne vaut que pour ce dossier, pendant ${days} jours. Quiconque a cet e-mail peut répondre à votre place : ne le transférez qu’à une personne qui en a le droit.`,
  notification: (client, urgency) => `${client}, urgence ${urgency}.`,
  notificationBy: (client, urgency, due) => `${client}, urgence ${urgency}, merci de répondre avant ${due}.`,
  story: {
    aCustomer: 'Une personne sans nom',
    tier: tier => `niveau ${tier}`,
    proof: { verified: 'identité vérifiée', claimed: 'identité non vérifiée', none: 'identité inconnue' },
    cameBackOnce: 'Revenu une fois après la clôture.',
    cameBack: times => `Revenu ${times} fois après la clôture.`,
    askedForPerson: 'A demandé à parler à une personne.',
    aiAnswered: text => `L’IA a répondu : ${text}`,
  },
  reasons: {
    'none-of-ours': 'Le message ne porte sur rien de ce que l’IA a appris.',
    'other-language': 'L’IA ne répond pas dans la langue du client.',
    unsure: 'L’IA n’est pas sûre de ce dont il s’agit.',
    'boundary-human': 'Ce sujet est réservé aux personnes.',
    'boundary-draft': 'Sur ce sujet, l’IA rédige et une personne envoie.',
    'refused-by-verify': 'Les connaissances n’appuyaient pas la réponse rédigée.',
    'no-answer': 'Les connaissances n’ont pas de réponse à cela.',
    guardrail: 'Le garde-fou a arrêté le message ou la réponse.',
    'identity-failed': 'Le client n’a pas pu être identifié.',
    'action-failed': 'Votre service n’a pas pu faire ce qui était demandé.',
    'action-unknown':
      'Votre service n’a pas dit s’il a fait ce qui était demandé. Vérifiez-le avant de le refaire.',
    'ai-unavailable': 'L’IA n’était pas disponible.',
    'file-unseen': 'Le client a envoyé un fichier que seules des personnes peuvent regarder.',
    'mail-files': 'L’e-mail contient des fichiers, que l’IA ne lit pas.',
    'mail-forwarded': 'L’e-mail transmet les mots de quelqu’un d’autre ; l’IA ne sait pas qui demande.',
    'mail-invitation': 'L’e-mail est une invitation à une réunion.',
    'mail-unreadable': 'L’e-mail n’a pas pu être lu en entier.',
    'mail-several': 'L’e-mail demande plusieurs choses, et l’IA ne peut pas répondre à toutes.',
    'mail-without-text': 'L’e-mail n’a pas de texte à lui.',
    'mail-suspicious': 'L’e-mail est arrivé comme indésirable dans une conversation en cours.',
    'mail-too-many':
      'Tant d’e-mails sont venus de cette adresse que l’IA ne répond plus à aucun aujourd’hui.',
    'asked-by-link': 'Le client a demandé une personne par le lien d’un e-mail.',
    'pressed-for-person': 'L’appelant a appuyé sur 0 pour parler à une personne.',
    'not-heard': 'On n’entendait plus l’appelant.',
    'not-understood': 'L’appelant n’a pas pu être compris, ni par la voix ni par les touches.',
  },

  notPassedOn: 'Votre réponse n’a pas été transmise',
  tooLate:
    'Le dossier avait déjà sa réponse, ou notre équipe l’a de nouveau. Ce que vous avez écrit y est conservé ; il ne vous reste rien à faire.',
  noText:
    'Votre e-mail n’avait pas de mots à lui. Merci d’écrire en une phrase ce que le client doit savoir ; les fichiers partent avec.',
  withoutFiles:
    'Votre réponse n’a pas été transmise, car elle n’a peut-être pas de sens sans ses fichiers. Merci de répondre encore une fois : PDF, images, texte simple et documents bureautiques sont transmis.',
  notTaken: 'Non acceptés',
  wrongType: 'les fichiers de ce type ne sont pas transmis, ou il n’est pas ce que dit son nom',
  tooLarge: megabytes => `il est trop volumineux : ${megabytes} Mo au plus`,
  noFiles: 'aucun fichier n’est transmis',
  tooMany: files => `il y en a trop : ${files} fichiers au plus`,
  notFetched: 'il n’a pas pu être récupéré',
  unsafe: 'il a été reconnu comme nuisible',

  newLink: caseId => `Votre nouveau lien vers le dossier ${caseId}`,
  stillWaits: 'Le dossier attend encore votre réponse.',
  notYou:
    'Quelqu’un a ouvert un lien vers ce dossier qui ne fonctionne plus et en a demandé un nouveau. Si ce n’était pas vous, il n’y a rien à faire.',
  nothingToDo: caseId => `Rien à faire pour vous dans le dossier ${caseId}`,
  answeredAlready: caseId => `Le dossier ${caseId} a déjà sa réponse.`,
  answeredAlreadyBy: (caseId, name) => `Le dossier ${caseId} a déjà sa réponse, donnée par ${name}.`,
  withAgentsAgain: caseId => `Notre équipe a de nouveau le dossier ${caseId}, ou il est clos.`,
  noNewLink: 'Il n’y a donc pas de nouveau lien.',
  codeFor: caseId => `Votre code pour le dossier ${caseId}`,
  code: (caseId, code, minutes) =>
    `Le code qui ouvre le dossier ${caseId} est ${code}. Il est valable ${minutes} minutes et une seule fois.`,
  notOpened:
    'Vous n’avez pas ouvert le lien vous-même ? Alors quelqu’un d’autre l’a : ne transmettez pas le code, et rien ne pourra être vu.',

  onCall: (caseId, urgency) => `Astreinte : dossier ${caseId} (urgence ${urgency}) et personne n’est là`,
  onCallWaits: client => `un client de ${client} attend, et personne de notre équipe n’est là.`,
  onCallLater: caseId => `Notre équipe répond dès son retour. Référence : ${caseId}`,

  answerByReply:
    'Votre première réponse publique va au client. Les notes internes restent chez vous, sauf celles qui commencent par un de ces mots :',
  answerByCommand:
    'Commencez un commentaire par un de ces mots pour répondre ; tous les autres commentaires restent chez vous :',
  commands: [
    '/answer … envoie le texte au client',
    '/agent … dit à notre équipe ce qu’il faut faire',
    '/ours … le dossier est désormais à vous ; le client apprend que vous le contacterez',
    '/decline … pas pour vous ; dites pourquoi, et notre équipe le reprend',
  ],
  restIsThere: link => `La suite est ici : ${link}`,
  nobodyAnswered:
    'Personne n’a répondu à temps. Notre équipe a de nouveau le dossier ; il n’y a plus rien à faire ici.',
  answered: 'Répondu.',
  answeredBy: name => `Répondu par ${name}.`,
  answerPutIntoWords: 'Notre équipe s’en sert pour répondre au client.',
  ended: {
    answer: 'Le client a la réponse.',
    instruct: 'Notre équipe fait ce que vous avez demandé.',
    'take-over': 'Le dossier est désormais à vous ; le client le sait.',
    decline: 'Notre équipe a de nouveau le dossier.',
  },
};
