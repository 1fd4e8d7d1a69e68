# What one was told.
menu-notices = Notices
notices-title = Notices
notices-why = What the agreement says is told to you: leads that are yours, and promises whose time runs short.
notices-see = I have seen all
notices-none = Nobody told you anything yet
notices-none-help = When a lead is handed to you, or the time of a promise runs short, it stands here.
notices-more = Earlier ones
notice-handed-over = { $name } was handed over to you
notice-passed-late = { $name } was passed on to you: a promise ran late
notice-passed-rejected = { $name } was passed on to you after a rejection
notice-passed-by-hand = { $name } was passed on to you by hand
notice-used = { $name }: { $percent }% of the time is used · { $promise }
notice-used-of-request = Content request { $request }: { $percent }% of the time is used · { $promise }
notice-decided = { $name }: something was decided
