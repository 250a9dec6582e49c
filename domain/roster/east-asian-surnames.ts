/**
 * Latin spellings of common family names in Chinese and Korean characters, so that "wang" finds 王
 * and "kim" finds 김. Names in Latin letters need no help; this is for lists with characters only.
 * It is limited on purpose: a name that it lacks is found by its characters, its code or its
 * delegation. Given names are not romanised, because their readings depend on the person.
 *
 * Written by hand; neither a statistic nor complete. Chinese: Hanyu Pinyin as surnames are read (单
 * "shan", 解 "xie"), simplified and traditional, with common spellings of Hong Kong and Taiwan,
 * including compound names. Korean: the Revised Romanization and spellings that are common in
 * passports.
 */
const table =
  '王 wang wong, 李 li lee, 张張 zhang chang cheung, 刘劉 liu lau, 陈陳 chen chan, 杨楊 yang yeung, ' +
  '黄黃 huang wong, 赵趙 zhao chao chiu, 吴吳 wu ng, 周 zhou chou chow, 徐 xu hsu tsui, 孙孫 sun suen, ' +
  '马馬 ma, 朱 zhu chu, 胡 hu wu, 郭 guo kuo kwok, 何 he ho, 林 lin lam, 罗羅 luo lo law, 高 gao kao ko, ' +
  '梁 liang leung, 郑鄭 zheng cheng, 谢謝 xie hsieh tse, 宋 song sung, 唐 tang tong, 许許 xu hsu hui, ' +
  '韩韓 han hon, 邓鄧 deng teng tang, 冯馮 feng fung, 曹 cao tsao cho, 彭 peng pang, 曾 zeng tseng tsang, ' +
  '肖蕭萧 xiao hsiao siu, 田 tian tin, 董 dong tung, 潘 pan poon, 袁 yuan yuen, 蔡 cai tsai choi, ' +
  '蒋蔣 jiang chiang, 余 yu yue, 于 yu, 杜 du to, 叶葉 ye yeh yip, 程 cheng ching, 魏 wei ngai, ' +
  '苏蘇 su so, 吕呂 lu lyu lui, 丁 ding ting, 任 ren yam, 卢盧 lu lo, 姚 yao yiu, 沈 shen shum, ' +
  '钟鍾鐘 zhong chung, 姜 jiang keung, 崔 cui tsui, 谭譚 tan tam, 陆陸 lu luk, 范範 fan, 汪 wang, ' +
  '廖 liao liu, 石 shi shih shek, 金 jin chin kam, 韦韋 wei wai, 贾賈 jia chia, 夏 xia hsia ha, ' +
  '付傅 fu, 方 fang fong, 邹鄒 zou tsou chow, 熊 xiong hung, 白 bai pai, 孟 meng mang, 秦 qin chin chun, ' +
  '邱 qiu chiu yau, 侯 hou hau, 江 jiang chiang kong, 尹 yin wan, 薛 xue hsueh sit, 闫閆阎閻 yan yen, ' +
  '段 duan tuan, 雷 lei loi, 龙龍 long lung, 黎 li lai, 史 shi, 陶 tao to, 贺賀 he ho, 毛 mao mo, ' +
  '郝 hao, 顾顧 gu ku koo, 龚龔 gong kung, 邵 shao siu, 万萬 wan man, 覃 qin tan, 武 wu, 钱錢 qian chien, ' +
  '戴 dai tai, 严嚴 yan yim, 莫 mo mok, 孔 kong hung, 向 xiang, 常 chang, 单單 shan, 解 xie, 仇 qiu, ' +
  '欧歐 ou au, 欧阳歐陽 ouyang auyeung, 司马司馬 sima, 上官 shangguan, 诸葛諸葛 zhuge, 司徒 situ szeto, ' +
  '김 gim kim, 이 i yi lee rhee, 박 bak park pak, 최 choe choi, 정 jeong jung chung, 강 gang kang, ' +
  '조 jo cho, 윤 yun yoon, 장 jang chang, 임 im lim, 한 han, 오 o oh, 서 seo suh, 신 sin shin, ' +
  '권 gwon kwon, 황 hwang, 안 an ahn, 송 song, 전 jeon jun, 홍 hong, 유 yu yoo ryu, 류 ryu yoo, ' +
  '고 go ko koh, 문 mun moon, 양 yang, 손 son sohn, 배 bae, 백 baek paik, 허 heo huh, 남 nam, 심 sim shim, ' +
  '노 no roh, 하 ha, 곽 gwak kwak, 성 seong sung, 차 cha, 주 ju joo, 우 u woo, 구 gu koo, 민 min, ' +
  '남궁 namgung namkung, 황보 hwangbo, 선우 seonu sunwoo';

/** Characters of the longest family name. Compound names are tried first. */
const maxFamilyName = 2;
/** Longer words are names of organisations. */
const maxName = 5;

const spellings = new Map<string, readonly string[]>();
for (const entry of table.split(', ')) {
  const [forms = '', ...latin] = entry.split(' ');
  // Compound names are listed as simplified, then traditional; other names one character per form.
  const isCompound = latin.length > 0 && /^(欧阳|司马|上官|诸葛|司徒|남궁|황보|선우)/u.test(forms);
  const names = isCompound ? (forms.match(/../gu) ?? []) : Array.from(forms);
  for (const name of names) spellings.set(name, latin);
}

/**
 * The Latin spellings (lower case) of the family name with which a name in Chinese or Korean
 * characters begins; none for other words. Accepts "王", "王小明" or "欧阳娜娜".
 */
export function latinOfEastAsian(word: string): readonly string[] {
  const characters = Array.from(word);
  if (characters.length > maxName) return [];
  for (let length = maxFamilyName; length > 0; length -= 1) {
    const found = spellings.get(characters.slice(0, length).join(''));
    if (found !== undefined) return found;
  }
  return [];
}
