# 받은 알림
menu-notices = 알림
notices-title = 알림
notices-why = 합의서에 따라 알려 드리는 내용입니다. 배정된 리드와 시간이 얼마 남지 않은 약속이 여기에 나타납니다.
notices-see = 모두 확인함
notices-none = 아직 받은 알림이 없습니다
notices-none-help = 리드가 배정되거나 약속 시간이 얼마 남지 않으면 여기에 나타납니다.
notices-more = 이전 알림
notice-handed-over = { $name } 님이 배정되었습니다
notice-passed-late = 약속이 늦어져 { $name } 님을 넘겨받았습니다
notice-passed-rejected = 반려된 뒤 { $name } 님을 넘겨받았습니다
notice-passed-by-hand = { $name } 님을 직접 넘겨받았습니다
notice-used = { $name } 님: 시간의 { $percent }%가 지났습니다 · { $promise }
notice-used-of-request = 콘텐츠 요청 { $request }: 시간의 { $percent }%가 지났습니다 · { $promise }
notice-decided = { $name } 님에 대한 결정이 있었습니다
