from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'indicators.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_attribute = l_0_share = l_0_summary_bar = l_0_link_to = l_0_link_list = l_0_plain_share = l_0_definition = l_0_group_tables = l_0_standing_table = l_0_languages_block = l_0_exposure_table = l_0_promises_table = missing
    try:
        t_1 = environment.filters['join']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'join' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_3 = environment.filters['number']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'number' found.")
    pass
    included_template = environment.get_template('parts.html.j2', 'indicators.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'definition': l_0_definition, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'plain_share': l_0_plain_share, 'promises_table': l_0_promises_table, 'share': l_0_share, 'standing_table': l_0_standing_table, 'summary_bar': l_0_summary_bar})
    l_0_attribute = getattr(included_template, 'attribute', missing)
    if l_0_attribute is missing:
        l_0_attribute = undefined(f"the template {included_template.__name__!r} (imported on line 1 in 'indicators.html.j2') does not export the requested name 'attribute'", name='attribute')
    l_0_share = getattr(included_template, 'share', missing)
    if l_0_share is missing:
        l_0_share = undefined(f"the template {included_template.__name__!r} (imported on line 1 in 'indicators.html.j2') does not export the requested name 'share'", name='share')
    l_0_summary_bar = getattr(included_template, 'summary_bar', missing)
    if l_0_summary_bar is missing:
        l_0_summary_bar = undefined(f"the template {included_template.__name__!r} (imported on line 1 in 'indicators.html.j2') does not export the requested name 'summary_bar'", name='summary_bar')
    context.vars.update({'attribute': l_0_attribute, 'share': l_0_share, 'summary_bar': l_0_summary_bar})
    context.exported_vars.difference_update(('attribute', 'share', 'summary_bar'))
    yield '\n'
    def macro(l_1_course):
        t_4 = []
        l_1_at = resolve('at')
        if l_1_course is missing:
            l_1_course = undefined("parameter 'course' was not provided", name='course')
        pass
        t_4.extend((
            '<a href="',
            escape(context.call((undefined(name='at') if l_1_at is missing else l_1_at), environment.getattr(l_1_course, 'anchor'))),
            '#',
            escape(environment.getattr(l_1_course, 'anchor')),
            '"',
            escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_1_course, 'language'))),
            '>',
            escape(environment.getattr(l_1_course, 'name')),
            '</a>',
        ))
        return concat(t_4)
    context.exported_vars.add('link_to')
    context.vars['link_to'] = l_0_link_to = Macro(environment, macro, 'link_to', ('course',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_courses):
        t_5 = []
        l_1_ngettext = resolve('ngettext')
        if l_1_courses is missing:
            l_1_courses = undefined("parameter 'courses' was not provided", name='courses')
        pass
        if l_1_courses:
            pass
            t_5.extend((
                '<details class="members"><summary>',
                escape(context.call((undefined(name='ngettext') if l_1_ngettext is missing else l_1_ngettext), '%(count)s course', '%(count)s courses', t_2(l_1_courses))),
                '</summary><ul>\n',
            ))
            for l_2_course in l_1_courses:
                _loop_vars = {}
                pass
                t_5.extend((
                    '<li>',
                    escape(context.call((undefined(name='link_to') if l_0_link_to is missing else l_0_link_to), l_2_course, _loop_vars=_loop_vars)),
                    '</li>\n',
                ))
            l_2_course = missing
            t_5.append(
                '</ul></details>\n',
            )
        else:
            pass
            t_5.append(
                '–',
            )
        return concat(t_5)
    context.exported_vars.add('link_list')
    context.vars['link_list'] = l_0_link_list = Macro(environment, macro, 'link_list', ('courses',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_item, l_1_indicator):
        t_6 = []
        if l_1_item is missing:
            l_1_item = undefined("parameter 'item' was not provided", name='item')
        if l_1_indicator is missing:
            l_1_indicator = undefined("parameter 'indicator' was not provided", name='indicator')
        pass
        t_6.extend((
            '<td class="share" data-indicator="',
            escape(l_1_indicator),
            '" data-numerator="',
            escape(environment.getattr(l_1_item, 'numerator')),
            '" data-denominator="',
            escape(environment.getattr(l_1_item, 'denominator')),
            '"><strong>',
            escape(environment.getattr(l_1_item, 'percent')),
            '</strong> <span>',
            escape(environment.getattr(l_1_item, 'fraction')),
            '</span>\n<svg class="bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="2"/><rect class="fill" width="',
            escape(((environment.getattr(l_1_item, 'value') or 0) * 100)),
            '" height="2"/></svg></td>\n',
        ))
        return concat(t_6)
    context.exported_vars.add('plain_share')
    context.vars['plain_share'] = l_0_plain_share = Macro(environment, macro, 'plain_share', ('item', 'indicator'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro():
        t_7 = []
        l_1_at = resolve('at')
        l_1__ = resolve('_')
        pass
        t_7.extend((
            '<a class="define" href="',
            escape(context.call((undefined(name='at') if l_1_at is missing else l_1_at), 'figures')),
            '#figures">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'How the figures are defined')),
            '</a>',
        ))
        return concat(t_7)
    context.exported_vars.add('definition')
    context.vars['definition'] = l_0_definition = Macro(environment, macro, 'definition', (), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_groups, l_1_name, l_1_target):
        t_8 = []
        if l_1_groups is missing:
            l_1_groups = undefined("parameter 'groups' was not provided", name='groups')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        if l_1_target is missing:
            l_1_target = undefined("parameter 'target' was not provided", name='target')
        pass
        l_2_loop = missing
        for l_2_table, l_2_loop in LoopContext(l_1_groups, undefined):
            l_2__ = resolve('_')
            l_2_view = resolve('view')
            _loop_vars = {}
            pass
            t_8.extend((
                '<h4>',
                escape(environment.getattr(l_2_table, 'heading')),
                '</h4>\n<div class="scroll" role="group" aria-label="',
                escape(environment.getattr(l_2_table, 'heading')),
                ': ',
                escape(l_1_name),
                '" tabindex="0">\n<table class="groups">\n<caption class="quiet">',
                escape(environment.getattr(l_2_table, 'heading')),
                ': ',
                escape(l_1_name),
                '</caption>\n<thead><tr><th scope="col">',
                escape(context.call((undefined(name='_') if l_2__ is missing else l_2__), 'Group', _loop_vars=_loop_vars)),
                '</th><th scope="col">',
                escape(context.call((undefined(name='_') if l_2__ is missing else l_2__), 'Courses', _loop_vars=_loop_vars)),
                '</th>\n',
            ))
            for l_3_perspective in environment.getattr((undefined(name='view') if l_2_view is missing else l_2_view), 'perspectives'):
                _loop_vars = {}
                pass
                t_8.extend((
                    '<th scope="col">',
                    escape(environment.getattr(l_3_perspective, 'heading')),
                    '</th>\n',
                ))
            l_3_perspective = missing
            t_8.append(
                '</tr></thead>\n<tbody>\n',
            )
            l_3_loop = missing
            for l_3_row, l_3_loop in LoopContext(environment.getattr(l_2_table, 'rows'), undefined):
                l_3_ngettext = resolve('ngettext')
                _loop_vars = {}
                pass
                t_8.extend((
                    '<tr><th scope="row">',
                    escape(environment.getattr(l_3_row, 'label')),
                    '</th><td><details class="members"><summary>',
                    escape(context.call((undefined(name='ngettext') if l_3_ngettext is missing else l_3_ngettext), '%(count)s course', '%(count)s courses', t_2(environment.getattr(l_3_row, 'courses')), _loop_vars=_loop_vars)),
                    '</summary><p>',
                ))
                l_4_loop = missing
                for l_4_course, l_4_loop in LoopContext(environment.getattr(l_3_row, 'courses'), undefined):
                    l_4_at = resolve('at')
                    _loop_vars = {}
                    pass
                    t_8.extend((
                        '<a href="',
                        escape(context.call((undefined(name='at') if l_4_at is missing else l_4_at), environment.getattr(l_4_course, 'anchor'), _loop_vars=_loop_vars)),
                        '#',
                        escape(environment.getattr(l_4_course, 'anchor')),
                        '">',
                        escape(environment.getattr(l_4_course, 'short')),
                        '</a>',
                        escape((', ' if (not environment.getattr(l_4_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 35 in 'indicators.html.j2' evaluated to false and no else section was defined."))),
                    ))
                l_4_loop = l_4_course = l_4_at = missing
                t_8.append(
                    '</p></details></td>\n',
                )
                for l_4_item in environment.getattr(l_3_row, 'shares'):
                    l_4_at = resolve('at')
                    l_4_path = missing
                    _loop_vars = {}
                    pass
                    l_4_path = markup_join((l_1_target, '/', environment.getattr(l_2_table, 'key'), '/', environment.getattr(l_3_row, 'value'), '/', environment.getattr(environment.getattr(l_4_item, 'perspective'), 'id'), ))
                    _loop_vars['path'] = l_4_path
                    t_8.extend((
                        '<td class="share"><div data-indicator="',
                        escape((undefined(name='path') if l_4_path is missing else l_4_path)),
                        '/outcomes" data-numerator="',
                        escape(environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'numerator')),
                        '" data-denominator="',
                        escape(environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'denominator')),
                        '">',
                    ))
                    if environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'numerator'):
                        pass
                        t_8.extend((
                            '<a href="',
                            escape(context.call((undefined(name='at') if l_4_at is missing else l_4_at), l_1_target, _loop_vars=_loop_vars)),
                            '#',
                            escape(l_1_target),
                            'v',
                            escape(environment.getattr(environment.getattr(l_4_item, 'perspective'), 'position')),
                            '"><strong>',
                            escape(environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'percent')),
                            '</strong> <span>',
                            escape(context.call((undefined(name='_') if l_2__ is missing else l_2__), '%(fraction)s outcomes', fraction=environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'fraction'), _loop_vars=_loop_vars)),
                            '</span></a>',
                        ))
                    else:
                        pass
                        t_8.extend((
                            '<strong>',
                            escape(environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'percent')),
                            '</strong> <span>',
                            escape(context.call((undefined(name='_') if l_2__ is missing else l_2__), '%(fraction)s outcomes', fraction=environment.getattr(environment.getattr(l_4_item, 'outcomes'), 'fraction'), _loop_vars=_loop_vars)),
                            '</span>',
                        ))
                    t_8.extend((
                        '</div>\n<div data-indicator="',
                        escape((undefined(name='path') if l_4_path is missing else l_4_path)),
                        '/courses" data-numerator="',
                        escape(environment.getattr(environment.getattr(l_4_item, 'courses'), 'numerator')),
                        '" data-denominator="',
                        escape(environment.getattr(environment.getattr(l_4_item, 'courses'), 'denominator')),
                        '"><span>',
                        escape(context.call((undefined(name='_') if l_2__ is missing else l_2__), 'in %(fraction)s courses', fraction=environment.getattr(environment.getattr(l_4_item, 'courses'), 'fraction'), _loop_vars=_loop_vars)),
                        '</span></div></td>\n',
                    ))
                l_4_item = l_4_path = l_4_at = missing
                t_8.append(
                    '</tr>\n',
                )
            l_3_loop = l_3_row = l_3_ngettext = missing
            t_8.append(
                '</tbody>\n</table>\n</div>\n',
            )
        l_2_loop = l_2_table = l_2__ = l_2_view = missing
        return concat(t_8)
    context.exported_vars.add('group_tables')
    context.vars['group_tables'] = l_0_group_tables = Macro(environment, macro, 'group_tables', ('groups', 'name', 'target'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_standing, l_1_name, l_1_target):
        t_9 = []
        l_1__ = resolve('_')
        if l_1_standing is missing:
            l_1_standing = undefined("parameter 'standing' was not provided", name='standing')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        if l_1_target is missing:
            l_1_target = undefined("parameter 'target' was not provided", name='target')
        pass
        t_9.extend((
            '<div class="scroll" role="group" aria-label="',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'How courses stand to the perspectives')),
            ': ',
            escape(l_1_name),
            '" tabindex="0">\n<table class="standing">\n<caption class="quiet">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'How courses stand to the perspectives')),
            ': ',
            escape(l_1_name),
            '</caption>\n<thead><tr><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Perspective')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Related courses')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Focused courses')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Courses with an opportunity')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Share of outcomes, recycled sentences counted once')),
            '</th></tr></thead>\n<tbody>\n',
        ))
        for l_2_item in l_1_standing:
            l_2_path = missing
            _loop_vars = {}
            pass
            l_2_path = markup_join((l_1_target, '/', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'id'), '/', ))
            _loop_vars['path'] = l_2_path
            t_9.extend((
                '<tr><th scope="row">',
                escape(environment.getattr(environment.getattr(l_2_item, 'perspective'), 'heading')),
                '</th>\n',
                escape(context.call((undefined(name='share') if l_0_share is missing else l_0_share), environment.getattr(l_2_item, 'related'), markup_join((l_1_target, 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join(((undefined(name='path') if l_2_path is missing else l_2_path), 'related', )), _loop_vars=_loop_vars)),
                '\n<td class="share" data-indicator="',
                escape((undefined(name='path') if l_2_path is missing else l_2_path)),
                'focused" data-numerator="',
                escape(environment.getattr(environment.getattr(l_2_item, 'focused'), 'numerator')),
                '" data-denominator="',
                escape(environment.getattr(environment.getattr(l_2_item, 'focused'), 'denominator')),
                '"><strong>',
                escape(environment.getattr(environment.getattr(l_2_item, 'focused'), 'percent')),
                '</strong> <span>',
                escape(environment.getattr(environment.getattr(l_2_item, 'focused'), 'fraction')),
                '</span>',
            ))
            if environment.getattr(l_2_item, 'focused_courses'):
                pass
                t_9.extend((
                    ' ',
                    escape(context.call((undefined(name='link_list') if l_0_link_list is missing else l_0_link_list), environment.getattr(l_2_item, 'focused_courses'), _loop_vars=_loop_vars)),
                ))
            t_9.extend((
                '</td>\n',
                escape(context.call((undefined(name='plain_share') if l_0_plain_share is missing else l_0_plain_share), environment.getattr(l_2_item, 'opportunity'), markup_join(((undefined(name='path') if l_2_path is missing else l_2_path), 'opportunity', )), _loop_vars=_loop_vars)),
                '\n',
                escape(context.call((undefined(name='share') if l_0_share is missing else l_0_share), environment.getattr(l_2_item, 'distinct'), markup_join((l_1_target, 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join(((undefined(name='path') if l_2_path is missing else l_2_path), 'distinct', )), _loop_vars=_loop_vars)),
                '\n</tr>\n',
            ))
        l_2_item = l_2_path = missing
        t_9.append(
            '</tbody>\n</table>\n</div>\n',
        )
        return concat(t_9)
    context.exported_vars.add('standing_table')
    context.vars['standing_table'] = l_0_standing_table = Macro(environment, macro, 'standing_table', ('standing', 'name', 'target'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_languages, l_1_name, l_1_target):
        t_10 = []
        l_1__ = resolve('_')
        if l_1_languages is missing:
            l_1_languages = undefined("parameter 'languages' was not provided", name='languages')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        if l_1_target is missing:
            l_1_target = undefined("parameter 'target' was not provided", name='target')
        pass
        t_10.extend((
            '<div class="scroll" role="group" aria-label="',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Courses by language of instruction')),
            ': ',
            escape(l_1_name),
            '" tabindex="0">\n<table class="languages">\n<caption class="quiet">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Courses by language of instruction')),
            ': ',
            escape(l_1_name),
            '</caption>\n<thead><tr><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Taught in')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Share of courses')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Share of credits')),
            '</th><th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Which')),
            '</th></tr></thead>\n<tbody>\n',
        ))
        for l_2_row in environment.getattr(l_1_languages, 'rows'):
            _loop_vars = {}
            pass
            t_10.extend((
                '<tr><th scope="row">',
                escape(environment.getattr(l_2_row, 'label')),
                '</th>\n',
                escape(context.call((undefined(name='plain_share') if l_0_plain_share is missing else l_0_plain_share), environment.getattr(l_2_row, 'courses'), markup_join((l_1_target, '/language/', environment.getattr(l_2_row, 'value'), '/courses', )), _loop_vars=_loop_vars)),
                '\n',
                escape(context.call((undefined(name='plain_share') if l_0_plain_share is missing else l_0_plain_share), environment.getattr(l_2_row, 'credits'), markup_join((l_1_target, '/language/', environment.getattr(l_2_row, 'value'), '/credits', )), _loop_vars=_loop_vars)),
                '\n<td>',
                escape(context.call((undefined(name='link_list') if l_0_link_list is missing else l_0_link_list), environment.getattr(l_2_row, 'members'), _loop_vars=_loop_vars)),
                '</td></tr>\n',
            ))
        l_2_row = missing
        if (environment.getattr(l_1_languages, 'exchange_courses') and environment.getattr(l_1_languages, 'rows')):
            pass
            t_10.extend((
                '<tr class="sum"><th scope="row">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Open to exchange students')),
                '</th>\n',
                escape(context.call((undefined(name='plain_share') if l_0_plain_share is missing else l_0_plain_share), environment.getattr(l_1_languages, 'exchange_courses'), markup_join((l_1_target, '/exchange/courses', )))),
                '\n',
                escape(context.call((undefined(name='plain_share') if l_0_plain_share is missing else l_0_plain_share), environment.getattr(l_1_languages, 'exchange_credits'), markup_join((l_1_target, '/exchange/credits', )))),
                '\n<td>',
            ))
            t_11 = 1
            for (l_2_label, l_2_courses) in environment.getattr(l_1_languages, 'exchange'):
                _loop_vars = {}
                pass
                t_10.extend((
                    '<div class="basis">',
                    escape(l_2_label),
                    ': ',
                    escape(context.call((undefined(name='link_list') if l_0_link_list is missing else l_0_link_list), l_2_courses, _loop_vars=_loop_vars)),
                    '</div>',
                ))
                t_11 = 0
            l_2_label = l_2_courses = missing
            if t_11:
                pass
                t_10.append(
                    '–',
                )
            t_10.append(
                '</td></tr>\n',
            )
        t_10.append(
            '</tbody>\n</table>\n</div>\n',
        )
        return concat(t_10)
    context.exported_vars.add('languages_block')
    context.vars['languages_block'] = l_0_languages_block = Macro(environment, macro, 'languages_block', ('languages', 'name', 'target'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_programme):
        t_12 = []
        l_1__ = resolve('_')
        if l_1_programme is missing:
            l_1_programme = undefined("parameter 'programme' was not provided", name='programme')
        pass
        t_12.extend((
            '<h3>',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'What every student meets')),
            '</h3>\n',
        ))
        if environment.getattr(l_1_programme, 'exposure'):
            pass
            t_12.extend((
                '<div class="scroll" role="group" aria-label="',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'What every student meets')),
                ': ',
                escape(environment.getattr(l_1_programme, 'title')),
                '" tabindex="0">\n<table class="exposure">\n<caption class="quiet">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Number of courses with the perspective, by choice of electives')),
                ', <span',
                escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_1_programme, 'language'))),
                '>',
                escape(environment.getattr(l_1_programme, 'title')),
                '</span></caption>\n<thead><tr><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Perspective')),
                '</th><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Guaranteed: compulsory courses')),
                '</th><th scope="col" class="num">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Least choice')),
                '</th><th scope="col" class="num">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Best choice')),
                '</th><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Which')),
                '</th></tr></thead>\n<tbody>\n',
            ))
            for l_2_item in environment.getattr(l_1_programme, 'exposure'):
                l_2_ngettext = resolve('ngettext')
                _loop_vars = {}
                pass
                t_12.extend((
                    '<tr><th scope="row">',
                    escape(environment.getattr(environment.getattr(l_2_item, 'perspective'), 'heading')),
                    '</th>\n',
                    escape(context.call((undefined(name='share') if l_0_share is missing else l_0_share), environment.getattr(l_2_item, 'guaranteed'), markup_join((environment.getattr(l_1_programme, 'anchor'), 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join((environment.getattr(l_1_programme, 'anchor'), '/', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'id'), '/guaranteed', )), _loop_vars=_loop_vars)),
                    '\n<td class="num">',
                    escape(context.call((undefined(name='ngettext') if l_2_ngettext is missing else l_2_ngettext), '%(count)s course', '%(count)s courses', environment.getattr(l_2_item, 'least'), _loop_vars=_loop_vars)),
                    '</td>\n<td class="num">',
                    escape(context.call((undefined(name='ngettext') if l_2_ngettext is missing else l_2_ngettext), '%(count)s course', '%(count)s courses', environment.getattr(l_2_item, 'best'), _loop_vars=_loop_vars)),
                    '</td>\n<td>',
                ))
                if environment.getattr(l_2_item, 'guaranteed_courses'):
                    pass
                    t_12.extend((
                        escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'everyone', _loop_vars=_loop_vars)),
                        ': ',
                        escape(context.call((undefined(name='link_list') if l_0_link_list is missing else l_0_link_list), environment.getattr(l_2_item, 'guaranteed_courses'), _loop_vars=_loop_vars)),
                    ))
                if environment.getattr(l_2_item, 'best_courses'):
                    pass
                    t_12.extend((
                        escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'by choice', _loop_vars=_loop_vars)),
                        ': ',
                        escape(context.call((undefined(name='link_list') if l_0_link_list is missing else l_0_link_list), environment.getattr(l_2_item, 'best_courses'), _loop_vars=_loop_vars)),
                    ))
                if ((not environment.getattr(l_2_item, 'guaranteed_courses')) and (not environment.getattr(l_2_item, 'best_courses'))):
                    pass
                    t_12.append(
                        '–',
                    )
                t_12.append(
                    '</td></tr>\n',
                )
            l_2_item = l_2_ngettext = missing
            t_12.append(
                '</tbody>\n</table>\n</div>\n',
            )
        t_12.extend((
            '<p class="note">',
            escape(t_1(context.eval_ctx, environment.getattr(l_1_programme, 'exposure_notes'), ' ')),
            ' ',
            escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition))),
            '</p>\n',
        ))
        return concat(t_12)
    context.exported_vars.add('exposure_table')
    context.vars['exposure_table'] = l_0_exposure_table = Macro(environment, macro, 'exposure_table', ('programme',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_programme):
        t_13 = []
        l_1__ = resolve('_')
        if l_1_programme is missing:
            l_1_programme = undefined("parameter 'programme' was not provided", name='programme')
        pass
        t_13.extend((
            '<h3>',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Promised and carried')),
            '</h3>\n',
        ))
        if environment.getattr(l_1_programme, 'own_outcomes'):
            pass
            t_13.extend((
                '<div class="scroll" role="group" aria-label="',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Promised and carried')),
                ': ',
                escape(environment.getattr(l_1_programme, 'title')),
                '" tabindex="0">\n<table class="promises">\n<caption class="quiet">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'The programme’s own outcomes against those of its courses')),
                ', <span',
                escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_1_programme, 'language'))),
                '>',
                escape(environment.getattr(l_1_programme, 'title')),
                '</span></caption>\n<thead><tr><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Perspective')),
                '</th><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'In the programme’s own outcomes')),
                '</th><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'In the outcomes of its courses')),
                '</th><th scope="col" class="num">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Courses')),
                '</th><th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Together')),
                '</th></tr></thead>\n<tbody>\n',
            ))
            l_2_loop = missing
            for l_2_item, l_2_loop in LoopContext(environment.getattr(l_1_programme, 'promises'), undefined):
                _loop_vars = {}
                pass
                t_13.append(
                    '<tr',
                )
                if environment.getattr(l_2_item, 'open'):
                    pass
                    t_13.append(
                        ' class="open"',
                    )
                t_13.extend((
                    '><th scope="row">',
                    escape(environment.getattr(environment.getattr(l_2_item, 'perspective'), 'heading')),
                    '</th>\n<td>',
                ))
                l_3_loop = missing
                t_14 = 1
                for (l_3_number, l_3_anchor), l_3_loop in LoopContext(environment.getattr(l_2_item, 'promised'), undefined):
                    l_3_at = resolve('at')
                    _loop_vars = {}
                    pass
                    t_13.extend((
                        '<a href="',
                        escape(context.call((undefined(name='at') if l_3_at is missing else l_3_at), l_3_anchor, _loop_vars=_loop_vars)),
                        '#',
                        escape(l_3_anchor),
                        '" aria-label="',
                        escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'outcome %(number)s of the programme', number=l_3_number, _loop_vars=_loop_vars)),
                        '">',
                        escape(l_3_number),
                        '</a>',
                        escape((', ' if (not environment.getattr(l_3_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 124 in 'indicators.html.j2' evaluated to false and no else section was defined."))),
                    ))
                    t_14 = 0
                l_3_loop = l_3_number = l_3_anchor = l_3_at = missing
                if t_14:
                    pass
                    t_13.append(
                        escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'in none')),
                    )
                t_13.extend((
                    '</td>\n',
                    escape(context.call((undefined(name='share') if l_0_share is missing else l_0_share), environment.getattr(l_2_item, 'carried'), markup_join((environment.getattr(l_1_programme, 'anchor'), 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join((environment.getattr(l_1_programme, 'anchor'), '/', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'id'), '/carried', )), _loop_vars=_loop_vars)),
                    '\n<td class="num">',
                    escape(t_3(environment.getattr(l_2_item, 'courses'))),
                    '</td>\n<td>',
                    escape(environment.getattr(l_2_item, 'verdict')),
                    '</td></tr>\n',
                ))
            l_2_loop = l_2_item = missing
            t_13.append(
                '</tbody>\n</table>\n</div>\n',
            )
        else:
            pass
            t_13.extend((
                '<p>',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'No outcome of its own was found in the programme syllabus, so nothing can be compared with its courses.')),
                '</p>\n',
            ))
        return concat(t_13)
    context.exported_vars.add('promises_table')
    context.vars['promises_table'] = l_0_promises_table = Macro(environment, macro, 'promises_table', ('programme',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '1=30&3=43&5=64&6=70&7=74&8=77&9=82&15=98&16=107&17=117&20=124&22=140&23=150&24=157&25=159&27=163&28=167&29=172&30=177&34=185&35=191&36=215&37=220&38=224&39=257&49=279&50=291&52=295&53=299&55=310&56=314&57=318&58=320&59=322&60=341&61=343&69=354&70=366&72=370&73=374&75=383&76=388&77=390&78=392&79=394&81=398&82=402&83=404&84=406&85=410&92=437&93=445&94=448&95=452&97=456&98=462&100=473&101=479&102=481&103=483&104=485&105=488&111=516&114=525&115=533&116=536&117=540&119=544&120=550&122=562&123=568&124=580&125=605&126=607&127=609&133=620'
