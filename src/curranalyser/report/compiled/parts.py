from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'parts.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_attribute = l_0_summary_bar = l_0_share = l_0_mention = l_0_course_table = l_0_outcome_table = missing
    try:
        t_1 = environment.filters['groupby']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'groupby' found.")
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
    try:
        t_4 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    def macro(l_1_name, l_1_value):
        t_5 = []
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        if l_1_value is missing:
            l_1_value = undefined("parameter 'value' was not provided", name='value')
        pass
        if l_1_value:
            pass
            t_5.extend((
                ' ',
                escape(l_1_name),
                '="',
                escape(l_1_value),
                '"',
            ))
        return concat(t_5)
    context.exported_vars.add('attribute')
    context.vars['attribute'] = l_0_attribute = Macro(environment, macro, 'attribute', ('name', 'value'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_share, l_1_perspective):
        t_6 = []
        if l_1_share is missing:
            l_1_share = undefined("parameter 'share' was not provided", name='share')
        if l_1_perspective is missing:
            l_1_perspective = undefined("parameter 'perspective' was not provided", name='perspective')
        pass
        t_6.extend((
            '<svg class="bar v',
            escape((environment.getattr(l_1_perspective, 'position') % 3)),
            '" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="2"/><rect class="fill" width="',
            escape(((environment.getattr(l_1_share, 'value') or 0) * 100)),
            '" height="2"/></svg>\n',
        ))
        return concat(t_6)
    context.exported_vars.add('summary_bar')
    context.vars['summary_bar'] = l_0_summary_bar = Macro(environment, macro, 'summary_bar', ('share', 'perspective'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_item, l_1_target, l_1_perspective, l_1_indicator):
        t_7 = []
        l_1_at = resolve('at')
        if l_1_item is missing:
            l_1_item = undefined("parameter 'item' was not provided", name='item')
        if l_1_target is missing:
            l_1_target = undefined("parameter 'target' was not provided", name='target')
        if l_1_perspective is missing:
            l_1_perspective = undefined("parameter 'perspective' was not provided", name='perspective')
        if l_1_indicator is missing:
            l_1_indicator = ''
        pass
        t_7.append(
            '<td class="share"',
        )
        if l_1_indicator:
            pass
            t_7.extend((
                ' data-indicator="',
                escape(l_1_indicator),
                '" data-numerator="',
                escape(environment.getattr(l_1_item, 'numerator')),
                '" data-denominator="',
                escape(environment.getattr(l_1_item, 'denominator')),
                '"',
            ))
        t_7.append(
            '>',
        )
        if environment.getattr(l_1_item, 'numerator'):
            pass
            t_7.extend((
                '<a href="',
                escape(context.call((undefined(name='at') if l_1_at is missing else l_1_at), l_1_target)),
                '#',
                escape(l_1_target),
                '"><strong>',
                escape(environment.getattr(l_1_item, 'percent')),
                '</strong> <span>',
                escape(environment.getattr(l_1_item, 'fraction')),
                '</span></a>',
            ))
        else:
            pass
            t_7.extend((
                '<strong>',
                escape(environment.getattr(l_1_item, 'percent')),
                '</strong> <span>',
                escape(environment.getattr(l_1_item, 'fraction')),
                '</span>',
            ))
        t_7.extend((
            escape(context.call((undefined(name='summary_bar') if l_0_summary_bar is missing else l_0_summary_bar), l_1_item, l_1_perspective)),
            '</td>\n',
        ))
        return concat(t_7)
    context.exported_vars.add('share')
    context.vars['share'] = l_0_share = Macro(environment, macro, 'share', ('item', 'target', 'perspective', 'indicator'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_item):
        t_8 = []
        l_1_page_number = resolve('page_number')
        l_1_marked = resolve('marked')
        l_1_at = resolve('at')
        if l_1_item is missing:
            l_1_item = undefined("parameter 'item' was not provided", name='item')
        pass
        t_8.extend((
            '<p><strong>',
            escape(environment.getattr(environment.getattr(l_1_item, 'perspective'), 'heading')),
            '</strong>, ',
            escape(environment.getattr(l_1_item, 'place')),
            ', ',
            escape(context.call((undefined(name='page_number') if l_1_page_number is missing else l_1_page_number), environment.getattr(l_1_item, 'page'))),
            ': <q',
            escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_1_item, 'language'))),
            '>',
            escape(context.call((undefined(name='marked') if l_1_marked is missing else l_1_marked), environment.getattr(l_1_item, 'text'))),
            '</q>\n',
        ))
        if environment.getattr(l_1_item, 'rule'):
            pass
            t_8.append(
                '<span class="why">',
            )
            if environment.getattr(environment.getattr(l_1_item, 'rule'), 'anchor'):
                pass
                t_8.extend((
                    '<a href="',
                    escape(context.call((undefined(name='at') if l_1_at is missing else l_1_at), environment.getattr(environment.getattr(l_1_item, 'rule'), 'anchor'))),
                    '#',
                    escape(environment.getattr(environment.getattr(l_1_item, 'rule'), 'anchor')),
                    '">',
                    escape(environment.getattr(environment.getattr(l_1_item, 'rule'), 'id')),
                    '</a>: ',
                    escape(environment.getattr(environment.getattr(l_1_item, 'rule'), 'text')),
                ))
            else:
                pass
                t_8.append(
                    escape(environment.getattr(environment.getattr(l_1_item, 'rule'), 'id')),
                )
            t_8.append(
                '</span>',
            )
        t_8.append(
            '</p>\n',
        )
        return concat(t_8)
    context.exported_vars.add('mention')
    context.vars['mention'] = l_0_mention = Macro(environment, macro, 'mention', ('item',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_rows, l_1_caption, l_1_terms):
        t_9 = []
        l_1__ = resolve('_')
        l_1_view = resolve('view')
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        if l_1_caption is missing:
            l_1_caption = undefined("parameter 'caption' was not provided", name='caption')
        if l_1_terms is missing:
            l_1_terms = undefined("parameter 'terms' was not provided", name='terms')
        pass
        t_9.extend((
            '<div class="scroll" role="group" aria-label="',
            escape(l_1_caption),
            '" tabindex="0">\n<table class="courses">\n<caption>',
            escape(l_1_caption),
            '</caption>\n<thead><tr>\n<th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Course')),
            '</th>\n<th scope="col" class="num">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Credits')),
            '</th>\n',
        ))
        if l_1_terms:
            pass
            t_9.extend((
                '<th scope="col">',
                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Choice')),
                '</th>',
            ))
        t_9.extend((
            '<th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Taught in')),
            '</th>\n<th scope="col" class="num">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Outcomes')),
            '</th>\n',
        ))
        for l_2_perspective in environment.getattr((undefined(name='view') if l_1_view is missing else l_1_view), 'perspectives'):
            _loop_vars = {}
            pass
            t_9.extend((
                '<th scope="col" class="num">',
                escape(environment.getattr(l_2_perspective, 'heading')),
                '</th>\n',
            ))
        l_2_perspective = missing
        t_9.append(
            '</tr></thead>\n',
        )
        for l_2_slot in t_1(environment, l_1_rows, 'slot_order'):
            _loop_vars = {}
            pass
            t_9.append(
                '<tbody>\n',
            )
            if l_1_terms:
                pass
                t_9.extend((
                    '<tr class="slot"><th scope="rowgroup" colspan="',
                    escape((5 + t_2(environment.getattr((undefined(name='view') if l_1_view is missing else l_1_view), 'perspectives')))),
                    '">',
                    escape(environment.getattr(environment.getitem(environment.getattr(l_2_slot, 'list'), 0), 'slot')),
                    '</th></tr>',
                ))
            for l_3_row in environment.getattr(l_2_slot, 'list'):
                l_3_at = resolve('at')
                _loop_vars = {}
                pass
                t_9.append(
                    '<tr',
                )
                if (not environment.getattr(l_3_row, 'course')):
                    pass
                    t_9.append(
                        ' class="missing"',
                    )
                t_9.append(
                    '>\n<th scope="row">',
                )
                if environment.getattr(l_3_row, 'course'):
                    pass
                    t_9.extend((
                        '<a href="',
                        escape(context.call((undefined(name='at') if l_3_at is missing else l_3_at), environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor'), _loop_vars=_loop_vars)),
                        '#',
                        escape(environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor')),
                        '">',
                        escape(environment.getattr(l_3_row, 'code')),
                        ' <span',
                        escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_3_row, 'language'), _loop_vars=_loop_vars)),
                        '>',
                        escape(environment.getattr(l_3_row, 'title')),
                        '</span></a>',
                    ))
                else:
                    pass
                    t_9.extend((
                        escape(environment.getattr(l_3_row, 'code')),
                        ' <span',
                        escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_3_row, 'language'), _loop_vars=_loop_vars)),
                        '>',
                        escape(environment.getattr(l_3_row, 'title')),
                        '</span>',
                    ))
                if (environment.getattr(l_3_row, 'link') not in ('', 'code', 'not found')):
                    pass
                    t_9.extend((
                        '<span class="tag">',
                        escape(environment.getattr(l_3_row, 'link_label')),
                        '</span>',
                    ))
                t_9.extend((
                    '</th>\n<td class="num">',
                    escape((t_3(environment.getattr(l_3_row, 'credits')) if (not t_4(environment.getattr(l_3_row, 'credits'))) else '–')),
                    '</td>\n',
                ))
                if l_1_terms:
                    pass
                    t_9.extend((
                        '<td>',
                        escape(environment.getattr(l_3_row, 'compulsory_label')),
                        '</td>',
                    ))
                if environment.getattr(l_3_row, 'course'):
                    pass
                    t_9.extend((
                        '<td>',
                        escape(environment.getattr(environment.getattr(environment.getattr(l_3_row, 'course'), 'instruction'), 'summary')),
                        '</td>\n<td class="num"><a href="',
                        escape(context.call((undefined(name='at') if l_3_at is missing else l_3_at), environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor'), _loop_vars=_loop_vars)),
                        '#',
                        escape(environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor')),
                        '">',
                        escape(t_3(t_2(environment.getattr(environment.getattr(l_3_row, 'course'), 'outcomes')))),
                        '</a>',
                    ))
                    if (not environment.getattr(environment.getattr(l_3_row, 'course'), 'outcomes')):
                        pass
                        t_9.extend((
                            ' <span class="maybe">',
                            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'none found', _loop_vars=_loop_vars)),
                            '</span>',
                        ))
                    t_9.append(
                        '</td>\n',
                    )
                    for l_4_count in environment.getattr(environment.getattr(l_3_row, 'course'), 'counts'):
                        _loop_vars = {}
                        pass
                        t_9.extend((
                            '<td class="num hit v',
                            escape((environment.getattr(environment.getattr(l_4_count, 'perspective'), 'position') % 3)),
                            escape((' has' if environment.getattr(l_4_count, 'carriers') else cond_expr_undefined("the inline if-expression on line 44 in 'parts.html.j2' evaluated to false and no else section was defined."))),
                            '">',
                        ))
                        if environment.getattr(l_4_count, 'carriers'):
                            pass
                            t_9.extend((
                                '<a href="',
                                escape(context.call((undefined(name='at') if l_3_at is missing else l_3_at), environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor'), _loop_vars=_loop_vars)),
                                '#',
                                escape(environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor')),
                                'v',
                                escape(environment.getattr(environment.getattr(l_4_count, 'perspective'), 'position')),
                                '">',
                                escape(t_3(t_2(environment.getattr(l_4_count, 'carriers')))),
                                '</a>',
                            ))
                        else:
                            pass
                            t_9.append(
                                '0',
                            )
                        if environment.getattr(l_4_count, 'doubtful'):
                            pass
                            t_9.extend((
                                ' <a class="maybe" href="',
                                escape(context.call((undefined(name='at') if l_3_at is missing else l_3_at), environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor'), _loop_vars=_loop_vars)),
                                '#',
                                escape(environment.getattr(environment.getattr(l_3_row, 'course'), 'anchor')),
                                'v',
                                escape(environment.getattr(environment.getattr(l_4_count, 'perspective'), 'position')),
                                '">',
                                escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), '%(count)s to review', count=t_3(t_2(environment.getattr(l_4_count, 'doubtful'))), _loop_vars=_loop_vars)),
                                '</a>',
                            ))
                        t_9.append(
                            '</td>\n',
                        )
                    l_4_count = missing
                else:
                    pass
                    t_9.extend((
                        '<td colspan="',
                        escape((2 + t_2(environment.getattr((undefined(name='view') if l_1_view is missing else l_1_view), 'perspectives')))),
                        '">',
                        escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'The syllabus was not among the files.', _loop_vars=_loop_vars)),
                        '</td>\n',
                    ))
                t_9.append(
                    '</tr>\n',
                )
            l_3_row = l_3_at = missing
            t_9.append(
                '</tbody>\n',
            )
        l_2_slot = missing
        t_9.append(
            '</table>\n</div>\n',
        )
        return concat(t_9)
    context.exported_vars.add('course_table')
    context.vars['course_table'] = l_0_course_table = Macro(environment, macro, 'course_table', ('rows', 'caption', 'terms'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_outcomes, l_1_caption, l_1_counted):
        t_10 = []
        l_1__ = resolve('_')
        l_1_view = resolve('view')
        if l_1_outcomes is missing:
            l_1_outcomes = undefined("parameter 'outcomes' was not provided", name='outcomes')
        if l_1_caption is missing:
            l_1_caption = undefined("parameter 'caption' was not provided", name='caption')
        if l_1_counted is missing:
            l_1_counted = undefined("parameter 'counted' was not provided", name='counted')
        pass
        t_10.extend((
            '<div class="scroll" role="group" aria-label="',
            escape(l_1_caption),
            '" tabindex="0">\n<table class="outcomes">\n<caption class="quiet">',
            escape(l_1_caption),
            '</caption>\n<thead><tr>\n<th scope="col" class="no">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'No.')),
            '</th>\n<th scope="col">',
            escape(context.call((undefined(name='_') if l_1__ is missing else l_1__), 'Learning outcome')),
            '</th>\n',
        ))
        for l_2_perspective in environment.getattr((undefined(name='view') if l_1_view is missing else l_1_view), 'perspectives'):
            _loop_vars = {}
            pass
            t_10.extend((
                '<th scope="col" class="de">',
                escape(environment.getattr(l_2_perspective, 'heading')),
                '</th>\n',
            ))
        l_2_perspective = missing
        t_10.append(
            '</tr></thead>\n<tbody>\n',
        )
        for l_2_item in l_1_outcomes:
            l_2_outcome_row = resolve('outcome_row')
            l_2_at = resolve('at')
            _loop_vars = {}
            pass
            t_10.extend((
                escape(context.call((undefined(name='outcome_row') if l_2_outcome_row is missing else l_2_outcome_row), l_2_item, l_1_counted, (undefined(name='at') if l_2_at is missing else l_2_at), _loop_vars=_loop_vars)),
                '\n',
            ))
        l_2_item = l_2_outcome_row = l_2_at = missing
        t_10.append(
            '</tbody>\n</table>\n</div>\n',
        )
        return concat(t_10)
    context.exported_vars.add('outcome_table')
    context.vars['outcome_table'] = l_0_outcome_table = Macro(environment, macro, 'outcome_table', ('outcomes', 'caption', 'counted'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '1=36&3=56&4=65&7=74&8=89&9=126&12=133&13=143&14=154&17=186&18=199&20=201&22=203&23=205&24=208&25=217&26=219&27=222&28=227&31=234&33=240&34=249&35=256&36=264&37=289&38=298&39=301&40=308&41=312&42=314&43=331&44=336&47=379&57=399&58=412&60=414&62=416&63=418&64=421&65=426&69=433&70=439'
