import type { KioskLanguage } from '../../domain/base/language.ts';

/** What a ticket says in its holder's language. */
export interface TicketWords {
  /** What stands over the code. */
  heading: string;
  /** What to do with the ticket. */
  show: string;
  /** Where documents are checked. */
  document: string;
  /** Before the code's letters, for where no camera reads it. */
  code: string;
  /** The e-mail: its subject and greeting, before the event and the person's name. */
  subject: string;
  greeting: string;
  /** What comes with it. */
  attached: string;
}

export const ticketWords: Readonly<Record<KioskLanguage, TicketWords>> = {
  en: {
    heading: 'Ticket',
    show: 'Show this code at the registration desk or at a kiosk, on paper or on your phone.',
    document: 'Bring the document with which you registered.',
    code: 'Ticket code',
    subject: 'Your ticket: {event}',
    greeting: 'Dear {name},',
    attached:
      'Your ticket is attached as a PDF to print; the other attachment adds the event to your calendar.',
  },
  fr: {
    heading: 'Billet',
    show: 'Présentez ce code à l’accueil ou à une borne, sur papier ou sur votre téléphone.',
    document: 'Apportez la pièce d’identité indiquée à l’inscription.',
    code: 'Code du billet',
    subject: 'Votre billet : {event}',
    greeting: 'Bonjour {name},',
    attached:
      'Votre billet est joint en PDF à imprimer ; l’autre pièce jointe ajoute l’événement à votre agenda.',
  },
  es: {
    heading: 'Entrada',
    show: 'Muestre este código en el mostrador de acreditación o en un quiosco, impreso o en su teléfono.',
    document: 'Traiga el documento de identidad con el que se inscribió.',
    code: 'Código de la entrada',
    subject: 'Su entrada: {event}',
    greeting: 'Hola, {name}:',
    attached:
      'Su entrada está adjunta en PDF para imprimir; el otro archivo añade el evento a su calendario.',
  },
  ar: {
    heading: 'تذكرة',
    show: 'اعرض هذا الرمز في مكتب التسجيل أو عند الجهاز الذاتي، مطبوعًا أو على هاتفك.',
    document: 'أحضر وثيقة الهوية التي سجّلت بها.',
    code: 'رمز التذكرة',
    subject: 'تذكرتك: {event}',
    greeting: 'السيد/السيدة {name}،',
    attached: 'تذكرتك مرفقة بصيغة PDF للطباعة، والملف الآخر يضيف الحدث إلى تقويمك.',
  },
  ru: {
    heading: 'Билет',
    show: 'Предъявите этот код на стойке регистрации или в терминале — на бумаге или в телефоне.',
    document: 'Возьмите с собой документ, по которому Вы зарегистрировались.',
    code: 'Код билета',
    subject: 'Ваш билет: {event}',
    greeting: 'Здравствуйте, {name}!',
    attached:
      'Билет приложен в формате PDF для печати; второе вложение добавит мероприятие в Ваш календарь.',
  },
  pt: {
    heading: 'Bilhete',
    show: 'Mostre este código no balcão de acreditação ou num quiosque, em papel ou no telemóvel.',
    document: 'Traga o documento de identificação com que se inscreveu.',
    code: 'Código do bilhete',
    subject: 'O seu bilhete: {event}',
    greeting: 'Olá, {name},',
    attached:
      'O seu bilhete segue em anexo em PDF para imprimir; o outro anexo acrescenta o evento ao seu calendário.',
  },
};
