import type { Topic } from './topic.js';

const sea: Topic = {
  categories: ['Sea', 'Harbours', 'Nature'],
  subjects: [
    ['Harbour', '港口'],
    ['Lighthouse', '灯塔'],
    ['Coral reef', '珊瑚礁'],
    ['River delta', '河口三角洲'],
    ['Tidal flats', '滩涂'],
    ['Fishing fleet', '渔船队'],
    ['Sea cliffs', '海崖'],
    ['Dunes', '沙丘'],
  ],
  frames: [
    ['{} at dawn', '清晨的{}'],
    ['{} in the rain', '雨中的{}'],
    ['{} from the air', '航拍{}'],
    ['{} after the storm', '暴风雨后的{}'],
    ['{} in time-lapse', '{}延时摄影'],
    ['A day at the {}', '{}的一天'],
  ],
  tags: [
    ['sea', '大海'],
    ['harbour', '港口'],
    ['dawn', '清晨'],
    ['waves', '海浪'],
    ['drone', '航拍'],
    ['4k', '超清'],
    ['calm', '治愈'],
  ],
  descriptions: [
    ['Two minutes of fog, gulls and a slow tide.', '两分钟的薄雾、海鸥与缓缓的潮水。'],
    ['Filmed on the north coast, natural sound.', '拍摄于北部海岸，现场原声。'],
  ],
};

const mountains: Topic = {
  categories: ['Mountains', 'Nature'],
  subjects: [
    ['Glacier lake', '冰川湖'],
    ['Pine forest', '松林'],
    ['Waterfall', '瀑布'],
    ['Mountain pass', '山口'],
    ['Alpine meadow', '高山草甸'],
    ['Bamboo valley', '竹谷'],
    ['Terraced fields', '梯田'],
  ],
  frames: [
    ['{} in late autumn', '深秋的{}'],
    ['{} under the stars', '星空下的{}'],
    ['{} in the first snow', '初雪中的{}'],
    ['Walking to the {}', '徒步去{}'],
    ['{}, seen by a drone', '无人机视角：{}'],
    ['The sounds of the {}', '{}的声音'],
  ],
  tags: [
    ['mountains', '山'],
    ['hiking', '徒步'],
    ['snow', '雪'],
    ['forest', '森林'],
    ['stars', '星空'],
    ['wildlife', '野生动物'],
  ],
  descriptions: [
    ['Above the tree line, one take, no cuts.', '林线之上，一镜到底。'],
    ['Part of the series on high places.', '“高处”系列之一。'],
  ],
};

const city: Topic = {
  categories: ['City', 'City at night'],
  subjects: [
    ['Night market', '夜市'],
    ['Tram line 7', '七路电车'],
    ['Old town', '老城'],
    ['Railway bridge', '铁路桥'],
    ['Central station', '中央车站'],
    ['Canal quay', '运河码头'],
    ['Skyline', '天际线'],
  ],
  frames: [
    ['{} in one minute', '一分钟看{}'],
    ['{} after midnight', '午夜后的{}'],
    ['{} on a Sunday morning', '周日清晨的{}'],
    ['{} at rush hour', '早高峰的{}'],
    ['{} by bicycle', '骑行看{}'],
    ['{}: then and now', '{}的今昔'],
  ],
  tags: [
    ['city', '城市'],
    ['night', '夜景'],
    ['traffic', '交通'],
    ['architecture', '建筑'],
    ['street', '街拍'],
    ['lights', '灯光'],
  ],
  descriptions: [
    ['Hand-held, with the noise left in.', '手持拍摄，保留环境声。'],
    ['From the archive of the city museum.', '来自城市博物馆的影像资料。'],
  ],
};

const cooking: Topic = {
  categories: ['美食'],
  subjects: [
    ['Dumplings', '饺子'],
    ['Mapo tofu', '麻婆豆腐'],
    ['Sourdough bread', '酸面包'],
    ['Hand-pulled noodles', '手工拉面'],
    ['Steamed fish', '清蒸鱼'],
    ['Tomato soup', '番茄汤'],
    ['Mooncakes', '月饼'],
  ],
  frames: [
    ['{} in ten minutes', '十分钟学做{}'],
    ['{} for beginners', '新手也能做的{}'],
    ["Grandmother's {}", '外婆的{}'],
    ['{}: three mistakes to avoid', '做{}要避开的三个错误'],
    ['{} for four people', '四人份{}'],
    ['{}, step by step', '{}详细步骤'],
  ],
  tags: [
    ['cooking', '美食'],
    ['recipe', '菜谱'],
    ['quick', '快手菜'],
    ['vegetarian', '素食'],
    ['homemade', '家常'],
    ['spicy', '辣'],
  ],
  descriptions: [
    ['Ingredients and quantities are in the last picture.', '食材与用量见视频结尾。'],
    ['No special tools needed.', '无需特殊工具。'],
  ],
};

const lessons: Topic = {
  categories: ['课程'],
  subjects: [
    ['Fractions', '分数'],
    ['The water cycle', '水循环'],
    ['Ohm’s law', '欧姆定律'],
    ['Tang poetry', '唐诗'],
    ['Photosynthesis', '光合作用'],
    ['Maps and scales', '地图与比例尺'],
    ['Probability', '概率'],
  ],
  frames: [
    ['Lesson 1: {}', '第一课：{}'],
    ['{} explained with drawings', '图解{}'],
    ['{}: exercises and answers', '{}习题与答案'],
    ['{} in everyday life', '生活中的{}'],
    ['{} — revision before the exam', '考前复习：{}'],
    ['Questions about {}', '关于{}的提问'],
  ],
  tags: [
    ['lesson', '课程'],
    ['school', '学校'],
    ['mathematics', '数学'],
    ['science', '科学'],
    ['exam', '考试'],
    ['exercise', '练习'],
  ],
  descriptions: [
    [
      'For ages ten to fourteen; the worksheet is linked in the course.',
      '适合十至十四岁，练习题见课程页。',
    ],
    ['Recorded in class, edited for length.', '课堂实录，略有剪辑。'],
  ],
};

const sport: Topic = {
  categories: ['Sport'],
  subjects: [
    ['Table tennis', '乒乓球'],
    ['Marathon', '马拉松'],
    ['Climbing', '攀岩'],
    ['Rowing', '赛艇'],
    ['Badminton', '羽毛球'],
    ['Dragon boats', '龙舟'],
    ['Skating', '滑冰'],
  ],
  frames: [
    ['{}: the final', '{}决赛'],
    ['{} highlights of the week', '本周{}集锦'],
    ['{} training for juniors', '青少年{}训练'],
    ['{} in slow motion', '{}慢动作'],
    ['{}: how the rules changed', '{}规则的变化'],
    ['First steps in {}', '{}入门'],
  ],
  tags: [
    ['sport', '体育'],
    ['highlights', '集锦'],
    ['final', '决赛'],
    ['training', '训练'],
    ['slow motion', '慢动作'],
    ['youth', '青少年'],
  ],
  descriptions: [
    ['Commentary in the second half only.', '仅下半场有解说。'],
    ['Filmed with two cameras at 50 frames a second.', '双机位，每秒五十帧拍摄。'],
  ],
};

const news: Topic = {
  categories: ['News'],
  subjects: [
    ['New metro line', '地铁新线'],
    ['Spring festival traffic', '春运'],
    ['Science week', '科技周'],
    ['City library', '市图书馆'],
    ['Flood protection', '防汛'],
    ['Electric buses', '电动公交'],
  ],
  frames: [
    ['{}: what we know so far', '{}：目前了解的情况'],
    ['{} — report of the day', '今日报道：{}'],
    ['Five questions about {}', '关于{}的五个问题'],
    ['{}: voices from the street', '街头看{}'],
    ['{} in figures', '数字看{}'],
    ['{}, one year later', '{}一年之后'],
  ],
  tags: [
    ['news', '新闻'],
    ['report', '报道'],
    ['interview', '采访'],
    ['local', '本地'],
    ['politics', '时政'],
    ['weather', '天气'],
  ],
  descriptions: [
    ['Broadcast version, subtitles available.', '播出版，有字幕。'],
    ['Unedited interview, with time code.', '未剪辑采访，带时间码。'],
  ],
};

export const videoTopics = [sea, mountains, city, cooking, lessons, sport, news] as const;
