"""Words of the made-up programs and figures, among them all that a CSV can stumble over."""

TOPICS = [
    ("air quality", "대기질"),
    ("waste to energy", "폐기물 에너지화"),
    ("wetland conservation", "습지 보전"),
    ("water quality", "수질"),
    ("chemical safety", "화학물질 안전"),
    ("national parks", "국립공원"),
    ("biological resources", "생물자원"),
    ("yellow dust", "황사"),
    ("landfill gas", "매립가스"),
    ("environmental statistics", "환경통계"),
    ("acid deposition", "산성강하물"),
    ("climate change", "기후변화"),
]

FORMS = [
    ("training", "Training course on", "교육과정"),
    ("joint-research", "Joint research on", "공동연구"),
    ("forum", "Forum on", "포럼"),
    ("project", "Pilot project on", "시범사업"),
    ("meeting", "Expert meeting on", "전문가 회의"),
    ("exchange", "Staff exchange on", "인력 교류"),
    ("network", "Network on", "네트워크"),
    ("visits", "Study visits on", "견학"),
]

SENTENCES = [
    "Experts of both sides meet once a year and agree on the work of the next.",
    "Officials learn how monitoring stations are planned, run and checked.",
    "Results are shared in a joint report, with the data behind it.",
    "The institute lends instruments, and sends people who know how to use them.",
    "Trainees come for two weeks, and part of the course takes place in the field.",
]

NOTES = [
    ("Printed as of the end of the year.", "연말 기준의 수치입니다."),
    ("Counted by the host, not by the institute, and never compared.", ""),
    ('The source calls them "experts", also where they are students.', "출처의 표현: “전문가”"),
    ("Two lines in the source:\nfirst the officials,\nthen the engineers.", ""),
    ('A table says 12, "about 12", in a footnote.\nBoth are kept.', "본문과 각주가 다릅니다."),
    ("참가자 수는 연수 종료 시점의 집계이며, 중복을 제외하지 않았습니다.", ""),
    ("=SUM of three courses, as printed.", ""),
    ("- without accompanying persons", "- 동행인 제외"),
    ("'tis the number of the year before, too.", ""),
]
