import type { AdministrationRow } from '../people/administration-row.ts';

/**
 * Administrations and languages of observers and organisations, in the form of {@link
 * customsAdministrations}.
 */
export const invitedAdministrations: readonly AdministrationRow[] = [
  ['GNQ', 'Dirección General de Aduanas', 'es', 'equatoguinean'],
  ['LIE', 'Amt für Volkswirtschaft', 'en', 'german'],
  ['MCO', 'Direction des douanes de Monaco', 'fr', 'french'],
  ['SLB', 'Customs and Excise Division', 'en', 'melanesian'],
  ['SUR', 'Dienst Invoerrechten en Accijnzen', 'en', 'caribbean'],
  ['AU', 'Department of Trade and Industry', 'en', 'southern-african,francophone-gulf-of-guinea'],
  ['CARICOM', 'CARICOM Implementation Agency for Crime and Security', 'en', 'caribbean'],
  ['ECOWAS', 'Customs Union Directorate', 'en', 'nigerian,francophone-sahel'],
  ['EGMONT', 'Secretariat', 'en', 'english,dutch'],
  ['EUROPOL', 'Serious and Organised Crime Centre', 'en', 'dutch,german,spanish'],
  ['FATF', 'Secretariat', 'en', 'french,english'],
  ['FRONTEX', 'Operational Response Division', 'en', 'polish,finnish,greek'],
  ['GCC', 'Customs Union Authority', 'ar', 'arabic-gulf'],
  ['IAEA', 'Division of Nuclear Security', 'en', 'russian,japanese,german'],
  ['IATA', 'Facilitation and Passenger Data', 'en', 'english,french'],
  ['ICAO', 'Facilitation Section', 'en', 'brazilian,korean'],
  ['ICC', 'Commission on Customs and Trade Facilitation', 'en', 'english,turkish'],
  ['IMO', 'Maritime Safety Division', 'en', 'english,greek'],
  ['INTERPOL', 'Counter-Terrorism Directorate', 'en', 'french,korean,arabic-nile'],
  ['IOM', 'Immigration and Border Management Division', 'en', 'thai,spanish'],
  ['LAS', 'Economic Sector', 'ar', 'arabic-nile,arabic-levant'],
  ['OPCW', 'International Cooperation and Assistance Division', 'en', 'dutch,polish'],
  ['OSCE', 'Transnational Threats Department', 'en', 'georgian,ukrainian,german'],
  ['SELEC', 'Operational Directorate', 'en', 'romanian,bulgarian'],
  ['SADC', 'Directorate of Industrial Development and Trade', 'en', 'southern-african,tanzanian'],
  ['UN1540', 'Group of Experts', 'en', 'chinese,spanish,nepali'],
  ['UNCTED', 'Border Management and Law Enforcement', 'en', 'armenian,kenyan'],
  ['UNODA', 'Conventional Arms Branch', 'en', 'german,sinhala'],
  ['UNODC', 'Container Control Programme', 'en', 'latin-american,vietnamese'],
  ['UPU', 'Security and Customs Programme', 'fr', 'french,bengali'],
  ['WBG', 'Macroeconomics, Trade and Investment', 'en', 'english,hindi'],
];
