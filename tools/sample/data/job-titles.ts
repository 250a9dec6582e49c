/** Functions as people write them: the form for a woman and the form for a man. */
export type JobTitle = readonly [feminine: string, masculine: string];

export interface JobTitles {
  head: readonly JobTitle[];
  alternate: readonly JobTitle[];
  member: readonly JobTitle[];
}

const both = (title: string): JobTitle => [title, title];

const english: JobTitles = {
  head: [
    'Director General of Customs',
    'Commissioner General',
    'Comptroller of Customs',
    'Commissioner of Customs',
    'Chief Executive',
  ].map(both),
  alternate: [
    'Deputy Director General',
    'Deputy Commissioner (Enforcement)',
    'Director, International Affairs',
    'Assistant Commissioner, Border Security',
  ].map(both),
  member: [
    'Head of Strategic Trade Controls',
    'Senior Intelligence Officer',
    'Technical Attaché',
    'Programme Manager, Passenger Data',
    'Counter-Terrorism Coordinator',
    'Risk Management Analyst',
    'Head of Enforcement Policy',
    'Principal Officer, Firearms and Explosives',
    'National Contact Point, Programme Global Shield',
    'Legal Adviser',
    'Laboratory Scientist',
    'Customs Attaché to the European Union',
  ].map(both),
};

const french: JobTitles = {
  head: [
    ['Directrice générale des douanes', 'Directeur général des douanes'],
    ['Commissaire générale', 'Commissaire général'],
    ['Administratrice générale', 'Administrateur général'],
  ],
  alternate: [
    ['Directrice générale adjointe', 'Directeur général adjoint'],
    ['Directrice des enquêtes douanières', 'Directeur des enquêtes douanières'],
    ['Sous-directrice des affaires internationales', 'Sous-directeur des affaires internationales'],
  ],
  member: [
    ['Inspectrice principale', 'Inspecteur principal'],
    ['Cheffe du bureau du renseignement', 'Chef du bureau du renseignement'],
    ['Attachée douanière', 'Attaché douanier'],
    ['Conseillère juridique', 'Conseiller juridique'],
    ['Chargée de mission, biens à double usage', 'Chargé de mission, biens à double usage'],
    ['Analyste de risques', 'Analyste de risques'],
    ['Coordonnatrice, données des passagers', 'Coordonnateur, données des passagers'],
  ],
};

const spanish: JobTitles = {
  head: [
    ['Directora General de Aduanas', 'Director General de Aduanas'],
    ['Superintendenta Nacional', 'Superintendente Nacional'],
  ],
  alternate: [
    ['Subdirectora General', 'Subdirector General'],
    ['Intendenta de Fiscalización', 'Intendente de Fiscalización'],
  ],
  member: [
    ['Jefa de Inteligencia Aduanera', 'Jefe de Inteligencia Aduanera'],
    ['Agregada de Aduanas', 'Agregado de Aduanas'],
    ['Asesora Jurídica', 'Asesor Jurídico'],
    ['Analista de Riesgos', 'Analista de Riesgos'],
    ['Coordinadora de Comercio Estratégico', 'Coordinador de Comercio Estratégico'],
  ],
};

const portuguese: JobTitles = {
  head: [['Diretora-Geral das Alfândegas', 'Diretor-Geral das Alfândegas']],
  alternate: [['Subdiretora-Geral', 'Subdiretor-Geral']],
  member: [
    ['Inspetora Aduaneira', 'Inspetor Aduaneiro'],
    ['Adida Aduaneira', 'Adido Aduaneiro'],
    ['Assessora Jurídica', 'Assessor Jurídico'],
    ['Chefe da Divisão de Análise de Risco', 'Chefe da Divisão de Análise de Risco'],
  ],
};

/**
 * The functions in a person's working language, or in English for those who write them in English.
 */
export function jobTitlesIn(language: string): JobTitles {
  switch (language) {
    case 'fr':
      return french;
    case 'es':
      return spanish;
    case 'pt':
      return portuguese;
    default:
      return english;
  }
}
