import type { Image } from '@napi-rs/canvas';
import { dateForm } from '../../domain/base/date-form.ts';
import { type KioskLanguage, personLanguage, textIn } from '../../domain/base/language.ts';
import { groupOfPerson } from '../../domain/delegations.ts';
import { categoryNameFor } from '../../domain/event/category-name.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { designText, type TicketDesign } from '../../domain/tickets/ticket-design.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';

/** The fixed texts of a ticket and its e-mail, in the holder's language. */
export interface TicketWords {
  /** The text above the code. */
  heading: string;
  show: string;
  document: string;
  /** Precedes the code's letters, for places without a camera to read it. */
  code: string;
  /** The e-mail's subject and greeting. The event and the person's name follow. */
  subject: string;
  greeting: string;
  /** What is attached to the e-mail. */
  attached: string;
  /** Precedes the sessions in which the person has a place. */
  sessions: string;
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
    sessions: 'Your sessions',
  },
  fr: {
    heading: 'Billet',
    show: 'Présentez ce code à l’accueil ou à une borne, sur papier ou sur votre téléphone.',
    document: 'Apportez la pièce d’identité indiquée à l’inscription.',
    code: 'Code du billet',
    subject: 'Votre billet\u202f: {event}',
    greeting: 'Bonjour {name},',
    attached:
      'Votre billet est joint en PDF à imprimer\u202f; l’autre pièce jointe ajoute l’événement à votre agenda.',
    sessions: 'Vos séances',
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
    sessions: 'Sus sesiones',
  },
  ar: {
    heading: 'تذكرة',
    show: 'اعرض هذا الرمز في مكتب التسجيل أو عند الجهاز الذاتي، مطبوعًا أو على هاتفك.',
    document: 'أحضر وثيقة الهوية التي سجّلت بها.',
    code: 'رمز التذكرة',
    subject: 'تذكرتك: {event}',
    greeting: 'السيد/السيدة {name}،',
    attached: 'تذكرتك مرفقة بصيغة PDF للطباعة، والملف الآخر يضيف الحدث إلى تقويمك.',
    sessions: 'جلساتك',
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
    sessions: 'Ваши заседания',
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
    sessions: 'As suas sessões',
  },
};

/** What tickets show besides the person. */
export type TicketEvent = Pick<
  EventFile,
  'languages' | 'name' | 'place' | 'days' | 'delegations' | 'categories' | 'policies'
>;

/** An event's design of the tickets. */
export interface TicketLook {
  design: TicketDesign;
  /** The design's logo, decoded. */
  logo: Image | null;
}

/** The texts of one ticket, in its holder's language. */
export interface TicketContent {
  language: KioskLanguage;
  event: string;
  place: string;
  days: string;
  heading: string;
  delegation: string;
  category: string;
  foot: string;
  code: string;
  /** The design's text; may have several lines. */
  text: string;
}

/**
 * Returns the texts of each ticket. Names of events, delegations and categories are the
 * secretariat's, in the language of {@link personLanguage}, else in the first of the event's that has
 * them.
 */
export function contentOf(
  event: TicketEvent,
  design: TicketDesign,
): (ticket: Pick<IssuedTicket, 'delegate'>) => TicketContent {
  const categories = new Map(event.categories.map((one) => [one.id, one]));
  const days = new Map<KioskLanguage, string>();
  return ({ delegate }) => {
    const language = personLanguage(delegate.language, event);
    const said = ticketWords[language];
    const category = categories.get(delegate.category);
    if (!days.has(language)) days.set(language, daysIn(event.days, language));
    return {
      language,
      event: textIn(event.name, language, event),
      place: textIn(event.place, language, event),
      days: days.get(language) ?? '',
      heading: said.heading,
      delegation: groupOfPerson(event, delegate, event.days[0] ?? '', language),
      category:
        category === undefined
          ? ''
          : textIn(categoryNameFor(category, delegate.grammaticalGender), language, event),
      foot: event.policies.idCheck ? `${said.show} ${said.document}` : said.show,
      code: said.code,
      text: designText(design, language, event),
    };
  };
}

/** "2–4 October 2018", with the same digits as on every screen of the app. */
function daysIn(days: EventFile['days'], language: KioskLanguage): string {
  const [first, last] = [days[0], days.at(-1)].map((day) => new Date(`${day}T00:00:00Z`));
  if (first === undefined || last === undefined) return '';
  const format = dateForm(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(first, last);
}
