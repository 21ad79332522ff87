from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'index.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_view = resolve('view')
    l_0_definition = l_0_exposure_table = l_0_group_tables = l_0_languages_block = l_0_link_list = l_0_link_to = l_0_promises_table = l_0_standing_table = l_0_attribute = l_0_course_table = l_0_mention = l_0_outcome_table = l_0_share = l_0_summary_bar = l_0_differing = missing
    try:
        t_1 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_2 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    pass
    parent_template = environment.get_template('page.html.j2', 'index.html.j2')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('indicators.html.j2', 'index.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'course_table': l_0_course_table, 'definition': l_0_definition, 'differing': l_0_differing, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table, 'promises_table': l_0_promises_table, 'share': l_0_share, 'standing_table': l_0_standing_table, 'summary_bar': l_0_summary_bar})
    l_0_definition = getattr(included_template, 'definition', missing)
    if l_0_definition is missing:
        l_0_definition = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'definition'", name='definition')
    l_0_exposure_table = getattr(included_template, 'exposure_table', missing)
    if l_0_exposure_table is missing:
        l_0_exposure_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'exposure_table'", name='exposure_table')
    l_0_group_tables = getattr(included_template, 'group_tables', missing)
    if l_0_group_tables is missing:
        l_0_group_tables = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'group_tables'", name='group_tables')
    l_0_languages_block = getattr(included_template, 'languages_block', missing)
    if l_0_languages_block is missing:
        l_0_languages_block = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'languages_block'", name='languages_block')
    l_0_link_list = getattr(included_template, 'link_list', missing)
    if l_0_link_list is missing:
        l_0_link_list = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'link_list'", name='link_list')
    l_0_link_to = getattr(included_template, 'link_to', missing)
    if l_0_link_to is missing:
        l_0_link_to = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'link_to'", name='link_to')
    l_0_promises_table = getattr(included_template, 'promises_table', missing)
    if l_0_promises_table is missing:
        l_0_promises_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'promises_table'", name='promises_table')
    l_0_standing_table = getattr(included_template, 'standing_table', missing)
    if l_0_standing_table is missing:
        l_0_standing_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html.j2') does not export the requested name 'standing_table'", name='standing_table')
    context.vars.update({'definition': l_0_definition, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'promises_table': l_0_promises_table, 'standing_table': l_0_standing_table})
    context.exported_vars.difference_update(('definition', 'exposure_table', 'group_tables', 'languages_block', 'link_list', 'link_to', 'promises_table', 'standing_table'))
    included_template = environment.get_template('parts.html.j2', 'index.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'course_table': l_0_course_table, 'definition': l_0_definition, 'differing': l_0_differing, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table, 'promises_table': l_0_promises_table, 'share': l_0_share, 'standing_table': l_0_standing_table, 'summary_bar': l_0_summary_bar})
    l_0_attribute = getattr(included_template, 'attribute', missing)
    if l_0_attribute is missing:
        l_0_attribute = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html.j2') does not export the requested name 'attribute'", name='attribute')
    l_0_course_table = getattr(included_template, 'course_table', missing)
    if l_0_course_table is missing:
        l_0_course_table = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html.j2') does not export the requested name 'course_table'", name='course_table')
    l_0_mention = getattr(included_template, 'mention', missing)
    if l_0_mention is missing:
        l_0_mention = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html.j2') does not export the requested name 'mention'", name='mention')
    l_0_outcome_table = getattr(included_template, 'outcome_table', missing)
    if l_0_outcome_table is missing:
        l_0_outcome_table = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html.j2') does not export the requested name 'outcome_table'", name='outcome_table')
    l_0_share = getattr(included_template, 'share', missing)
    if l_0_share is missing:
        l_0_share = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html.j2') does not export the requested name 'share'", name='share')
    l_0_summary_bar = getattr(included_template, 'summary_bar', missing)
    if l_0_summary_bar is missing:
        l_0_summary_bar = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html.j2') does not export the requested name 'summary_bar'", name='summary_bar')
    context.vars.update({'attribute': l_0_attribute, 'course_table': l_0_course_table, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table, 'share': l_0_share, 'summary_bar': l_0_summary_bar})
    context.exported_vars.difference_update(('attribute', 'course_table', 'mention', 'outcome_table', 'share', 'summary_bar'))
    l_0_differing = t_1(context.eval_ctx, t_2(context, environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses'), 'disagreements'))
    context.vars['differing'] = l_0_differing
    context.exported_vars.add('differing')
    yield from parent_template.root_render_func(context)

def block_contents(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_at = resolve('at')
    l_0__ = resolve('_')
    l_0_view = resolve('view')
    l_0_pages = resolve('pages')
    l_0_differing = resolve('differing')
    try:
        t_3 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_4 = environment.filters['number']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'number' found.")
    pass
    yield '<ul>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'summary', _block_vars=_block_vars))
    yield '#summary">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Summary', _block_vars=_block_vars))
    yield '</a></li>\n'
    if (environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes') and environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'courses')):
        pass
        yield '<li><a href="#programmes">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programmes at a glance', _block_vars=_block_vars))
        yield ' <span class="tally">'
        yield escape(t_4(t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'))))
        yield '</span></a></li>\n'
    elif environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'):
        pass
        yield '<li><span class="group">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programmes', _block_vars=_block_vars))
        yield '</span>\n<ul>\n'
        for l_1_programme in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'):
            l_1_attribute = resolve('attribute')
            _loop_vars = {}
            pass
            yield '<li><a href="'
            yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_1_programme, 'anchor'), _loop_vars=_loop_vars))
            yield '#'
            yield escape(environment.getattr(l_1_programme, 'anchor'))
            yield '"'
            yield escape(context.call((undefined(name='attribute') if l_1_attribute is missing else l_1_attribute), 'lang', environment.getattr(l_1_programme, 'language'), _loop_vars=_loop_vars))
            yield '>'
            yield escape(environment.getattr(l_1_programme, 'title'))
            yield '</a></li>\n'
        l_1_programme = l_1_attribute = missing
        yield '</ul></li>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'unlinked'):
        pass
        yield '<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'unlinked', _block_vars=_block_vars))
        yield '#unlinked">'
        yield escape((context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses outside the programmes', _block_vars=_block_vars) if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes') else context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All courses', _block_vars=_block_vars)))
        yield '</a></li>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses'):
        pass
        yield '<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'groups', _block_vars=_block_vars))
        yield '#groups">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Subjects, levels and departments', _block_vars=_block_vars))
        yield '</a></li>\n<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'languages', _block_vars=_block_vars))
        yield '#languages">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Language of instruction', _block_vars=_block_vars))
        yield '</a></li>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'examples'):
        pass
        yield '<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'examples', _block_vars=_block_vars))
        yield '#examples">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Good examples', _block_vars=_block_vars))
        yield '</a></li>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled'):
        pass
        yield '<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'recycled', _block_vars=_block_vars))
        yield '#recycled">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Recycled sentences', _block_vars=_block_vars))
        yield '</a></li>\n'
    if (undefined(name='differing') if l_0_differing is missing else l_0_differing):
        pass
        yield '<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'versions', _block_vars=_block_vars))
        yield '#versions">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Versions that differ', _block_vars=_block_vars))
        yield ' <span class="tally">'
        yield escape(t_4(t_3((undefined(name='differing') if l_0_differing is missing else l_0_differing))))
        yield '</span></a></li>\n'
    yield '<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'courses', _block_vars=_block_vars))
    yield '#courses">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses and their outcomes', _block_vars=_block_vars))
    yield '</a></li>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'by-perspective', _block_vars=_block_vars))
    yield '#by-perspective">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes by perspective', _block_vars=_block_vars))
    yield '</a></li>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'attention', _block_vars=_block_vars))
    yield '#attention">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Files that need attention', _block_vars=_block_vars))
    yield ' <span class="tally">'
    yield escape(t_4(t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'attention'))))
    yield '</span></a></li>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'definitions', _block_vars=_block_vars))
    yield '#definitions">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Definitions', _block_vars=_block_vars))
    yield '</a></li>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'provenance', _block_vars=_block_vars))
    yield '#provenance">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Provenance', _block_vars=_block_vars))
    yield '</a></li>\n</ul>\n'

def block_main(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0__ = resolve('_')
    l_0_ngettext = resolve('ngettext')
    l_0_view = resolve('view')
    l_0_pages = resolve('pages')
    l_0_at = resolve('at')
    l_0_course_table = resolve('course_table')
    l_0_definition = resolve('definition')
    l_0_standing_table = resolve('standing_table')
    l_0_group_tables = resolve('group_tables')
    l_0_languages_block = resolve('languages_block')
    l_0_differing = resolve('differing')
    try:
        t_5 = environment.filters['join']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'join' found.")
    try:
        t_3 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_4 = environment.filters['number']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'number' found.")
    try:
        t_6 = environment.filters['upper']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'upper' found.")
    pass
    yield '<section id="summary" aria-labelledby="summary-h">\n<h2 id="summary-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Summary', _block_vars=_block_vars))
    yield '</h2>\n<p class="lead">'
    yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s learning outcome was found', '%(count)s learning outcomes were found', environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'outcomes'), _block_vars=_block_vars))
    yield '\n'
    if (environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses_with_outcomes') == t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses'))):
        pass
        yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), 'in %(count)s course.', 'in %(count)s courses.', t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses')), _block_vars=_block_vars))
    else:
        pass
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'in %(part)s of %(whole)s courses.', part=t_4(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses_with_outcomes')), whole=t_4(t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses'))), _block_vars=_block_vars))
    yield '\n'
    yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s of them carries at least one of the perspectives.', '%(count)s of them carry at least one of the perspectives.', environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'outcomes_carrying'), _block_vars=_block_vars))
    yield '</p>\n<ul class="cards">\n'
    for l_1_item in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'shares'):
        l_1_summary_bar = resolve('summary_bar')
        _loop_vars = {}
        pass
        yield '<li class="card v'
        yield escape((environment.getattr(environment.getattr(l_1_item, 'perspective'), 'position') % 3))
        yield '">\n<h3>'
        yield escape(environment.getattr(environment.getattr(l_1_item, 'perspective'), 'heading'))
        yield '</h3>\n<p class="figure" data-indicator="all/'
        yield escape(environment.getattr(environment.getattr(l_1_item, 'perspective'), 'id'))
        yield '/outcomes" data-numerator="'
        yield escape(environment.getattr(environment.getattr(l_1_item, 'outcomes'), 'numerator'))
        yield '" data-denominator="'
        yield escape(environment.getattr(environment.getattr(l_1_item, 'outcomes'), 'denominator'))
        yield '">\n'
        if environment.getattr(environment.getattr(l_1_item, 'outcomes'), 'numerator'):
            pass
            yield '<a href="#av'
            yield escape(environment.getattr(environment.getattr(l_1_item, 'perspective'), 'position'))
            yield '"><strong>'
            yield escape(environment.getattr(environment.getattr(l_1_item, 'outcomes'), 'percent'))
            yield '</strong></a>\n'
        else:
            pass
            yield '<strong>'
            yield escape(environment.getattr(environment.getattr(l_1_item, 'outcomes'), 'percent'))
            yield '</strong>\n'
        yield '<span>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), '%(fraction)s outcomes', fraction=environment.getattr(environment.getattr(l_1_item, 'outcomes'), 'fraction'), _loop_vars=_loop_vars))
        yield '</span></p>\n'
        yield escape(context.call((undefined(name='summary_bar') if l_1_summary_bar is missing else l_1_summary_bar), environment.getattr(l_1_item, 'outcomes'), environment.getattr(l_1_item, 'perspective'), _loop_vars=_loop_vars))
        yield '\n<p class="aside">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'in %(fraction)s courses', fraction=environment.getattr(environment.getattr(l_1_item, 'courses'), 'fraction'), _loop_vars=_loop_vars))
        if environment.getattr(l_1_item, 'to_review'):
            pass
            yield ' · '
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), '%(count)s to review', count=t_4(environment.getattr(l_1_item, 'to_review')), _loop_vars=_loop_vars))
        if environment.getattr(l_1_item, 'human_text'):
            pass
            yield ' · '
            yield escape(environment.getattr(l_1_item, 'human_text'))
        yield '</p>\n</li>\n'
    l_1_item = l_1_summary_bar = missing
    yield '</ul>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'):
        pass
        yield '<div'
        if environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'courses'):
            pass
            yield ' id="programmes"'
        yield ' class="scroll" role="group" aria-label="'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programmes at a glance', _block_vars=_block_vars))
        yield '" tabindex="0">\n<table class="glance">\n<caption class="strong">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programmes at a glance', _block_vars=_block_vars))
        yield '</caption>\n<thead><tr>\n<th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programme', _block_vars=_block_vars))
        yield '</th>\n<th scope="col" class="num">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses', _block_vars=_block_vars))
        yield '</th>\n<th scope="col" class="num">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes', _block_vars=_block_vars))
        yield '</th>\n'
        for l_1_perspective in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives'):
            _loop_vars = {}
            pass
            yield '<th scope="col">'
            yield escape(environment.getattr(l_1_perspective, 'heading'))
            yield '</th>\n'
        l_1_perspective = missing
        yield '</tr></thead>\n<tbody>\n'
        for l_1_programme in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'):
            l_1_attribute = resolve('attribute')
            _loop_vars = {}
            pass
            yield '<tr>\n<th scope="row"><a href="'
            yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_1_programme, 'anchor'), _loop_vars=_loop_vars))
            yield '#'
            yield escape(environment.getattr(l_1_programme, 'anchor'))
            yield '"'
            yield escape(context.call((undefined(name='attribute') if l_1_attribute is missing else l_1_attribute), 'lang', environment.getattr(l_1_programme, 'language'), _loop_vars=_loop_vars))
            yield '>'
            yield escape(environment.getattr(l_1_programme, 'title'))
            yield '</a></th>\n<td class="num"><a href="'
            yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_1_programme, 'anchor'), _loop_vars=_loop_vars))
            yield '#'
            yield escape(environment.getattr(l_1_programme, 'anchor'))
            yield '-courses">'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), '%(part)s of %(whole)s', part=t_4(environment.getattr(l_1_programme, 'found')), whole=t_4(environment.getattr(l_1_programme, 'listed')), _loop_vars=_loop_vars))
            yield '</a></td>\n<td class="num">'
            yield escape(t_4(environment.getattr(l_1_programme, 'outcomes')))
            yield '</td>\n'
            for l_2_item in environment.getattr(environment.getitem(environment.getattr(l_1_programme, 'shares'), 0), 'shares'):
                l_2_share = resolve('share')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='share') if l_2_share is missing else l_2_share), environment.getattr(l_2_item, 'outcomes'), markup_join((environment.getattr(l_1_programme, 'anchor'), 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), _loop_vars=_loop_vars))
                yield '\n'
            l_2_item = l_2_share = missing
            yield '</tr>\n'
        l_1_programme = l_1_attribute = missing
        yield '</tbody>\n</table>\n</div>\n<p class="note">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses: with a syllabus, of those that the programme lists. The programmes stand in the order in which they were read; subjects differ, and so do the shares that make sense.', _block_vars=_block_vars))
        yield '</p>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'attention'):
        pass
        yield '<p class="alert"><strong>'
        yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s file needs attention.', '%(count)s files need attention.', t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'attention')), _block_vars=_block_vars))
        yield '</strong>\n'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'What they hold is not, or not fully, in the figures.', _block_vars=_block_vars))
        yield ' <a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'attention', _block_vars=_block_vars))
        yield '#attention">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'See which, and what can be done', _block_vars=_block_vars))
        yield '</a></p>\n'
    yield '<div class="how">\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'How to read this report', _block_vars=_block_vars))
    yield '</h3>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'It shows where the perspectives can be read in the learning outcomes, and in which words. It does not grade courses, programmes or teachers: many courses need no such outcome, and what is taught may be more than what is written.', _block_vars=_block_vars))
    yield '</p>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Only learning outcomes are counted. Each share stands with what it is made of, and leads to the outcomes that carry it; there, marked words, page and rule let you judge for yourself.', _block_vars=_block_vars))
    yield '</p>\n</div>\n</section>\n\n'
    if (not environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'courses')):
        pass
        for l_1_programme in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'):
            _loop_vars = {}
            pass
            template = environment.get_template('programme.html.j2', 'index.html.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'programme': l_1_programme}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        l_1_programme = missing
    yield '\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'unlinked'):
        pass
        yield '<section id="unlinked" aria-labelledby="unlinked-h">\n<h2 id="unlinked-h">'
        yield escape((context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses outside the programmes', _block_vars=_block_vars) if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes') else context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All courses', _block_vars=_block_vars)))
        yield '</h2>\n'
        if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'programmes'):
            pass
            yield '<p>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'These courses were analysed, and no programme in the audit lists them.', _block_vars=_block_vars))
            yield '</p>\n'
        yield escape(context.call((undefined(name='course_table') if l_0_course_table is missing else l_0_course_table), environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'unlinked'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses', _block_vars=_block_vars), False, _block_vars=_block_vars))
        yield '\n</section>\n'
    yield '\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses'):
        pass
        yield '<section id="groups" aria-labelledby="groups-h">\n<h2 id="groups-h">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Subjects, levels and departments', _block_vars=_block_vars))
        yield '</h2>\n<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All courses of the audit. Subjects differ, and so do the shares that make sense: compare within a subject.', _block_vars=_block_vars))
        yield ' '
        yield escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition), _block_vars=_block_vars))
        yield '</p>\n'
        if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'standing'):
            pass
            yield '<h3>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'How courses stand to the perspectives', _block_vars=_block_vars))
            yield '</h3>\n'
            yield escape(context.call((undefined(name='standing_table') if l_0_standing_table is missing else l_0_standing_table), environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'standing'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'all courses', _block_vars=_block_vars), 'a', _block_vars=_block_vars))
            yield '\n'
        if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'groups'):
            pass
            yield '<h3>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'By group', _block_vars=_block_vars))
            yield '</h3>\n'
            yield escape(context.call((undefined(name='group_tables') if l_0_group_tables is missing else l_0_group_tables), environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'groups'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'all courses', _block_vars=_block_vars), 'a', _block_vars=_block_vars))
            yield '\n'
        else:
            pass
            yield '<p>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The syllabi state no level, subject group or department.', _block_vars=_block_vars))
            yield '</p>\n'
        yield '</section>\n\n<section id="languages" aria-labelledby="languages-h">\n<h2 id="languages-h">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Language of instruction', _block_vars=_block_vars))
        yield '</h2>\n<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All courses of the audit, as their syllabi say it. Silence is a group of its own.', _block_vars=_block_vars))
        yield ' '
        yield escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition), _block_vars=_block_vars))
        yield '</p>\n'
        yield escape(context.call((undefined(name='languages_block') if l_0_languages_block is missing else l_0_languages_block), environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'languages'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'all courses', _block_vars=_block_vars), 'a', _block_vars=_block_vars))
        yield '\n</section>\n'
    yield '\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'examples'):
        pass
        yield '<section id="examples" aria-labelledby="examples-h">\n<h2 id="examples-h">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Good examples', _block_vars=_block_vars))
        yield '</h2>\n<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes that show a perspective clearly, from as many subjects as possible, to be shared with others who write syllabi.', _block_vars=_block_vars))
        yield ' '
        yield escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition), _block_vars=_block_vars))
        yield '</p>\n'
        for (l_1_perspective, l_1_outcomes) in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'examples'):
            _loop_vars = {}
            pass
            yield '<h3>'
            yield escape(environment.getattr(l_1_perspective, 'heading'))
            yield '</h3>\n<ul class="examples">\n'
            for (l_2_outcome, l_2_subject) in l_1_outcomes:
                l_2_attribute = resolve('attribute')
                l_2_marked = resolve('marked')
                _loop_vars = {}
                pass
                yield '<li><p'
                yield escape(context.call((undefined(name='attribute') if l_2_attribute is missing else l_2_attribute), 'lang', environment.getattr(l_2_outcome, 'language'), _loop_vars=_loop_vars))
                yield '>'
                yield escape(context.call((undefined(name='marked') if l_2_marked is missing else l_2_marked), environment.getattr(l_2_outcome, 'text'), _loop_vars=_loop_vars))
                yield '</p>\n<p class="where"><a href="'
                yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_2_outcome, 'anchor'), _loop_vars=_loop_vars))
                yield '#'
                yield escape(environment.getattr(l_2_outcome, 'anchor'))
                yield '">'
                yield escape(environment.getattr(l_2_outcome, 'owner'))
                yield ', '
                yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'outcome %(number)s', number=environment.getattr(l_2_outcome, 'number'), _loop_vars=_loop_vars))
                yield '</a>'
                if l_2_subject:
                    pass
                    yield ' · '
                    yield escape(l_2_subject)
                yield '</p></li>\n'
            l_2_outcome = l_2_subject = l_2_attribute = l_2_marked = missing
            yield '</ul>\n'
        l_1_perspective = l_1_outcomes = missing
        yield '</section>\n'
    yield '\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled'):
        pass
        yield '<section id="recycled" aria-labelledby="recycled-h">\n<h2 id="recycled-h">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Recycled sentences', _block_vars=_block_vars))
        yield '</h2>\n<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Near-identical outcomes over many courses. They may be meant to recur; the share “counted once” shows what they weigh.', _block_vars=_block_vars))
        yield ' '
        yield escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition), _block_vars=_block_vars))
        yield '</p>\n'
        if (environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled_in_all') > t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled'))):
            pass
            yield '<p class="note">'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The widest %(shown)s of %(all)s; all of them stand in audit.json.', shown=t_4(t_3(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled'))), all=t_4(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled_in_all')), _block_vars=_block_vars))
            yield '</p>'
        yield '<div class="scroll" role="group" aria-label="'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Recycled sentences', _block_vars=_block_vars))
        yield '" tabindex="0">\n<table class="recycled">\n<caption class="quiet">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Recycled sentences', _block_vars=_block_vars))
        yield '</caption>\n<thead><tr><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Learning outcome', _block_vars=_block_vars))
        yield '</th><th scope="col" class="num">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses', _block_vars=_block_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Perspectives', _block_vars=_block_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Where', _block_vars=_block_vars))
        yield '</th></tr></thead>\n<tbody>\n'
        l_1_loop = missing
        for l_1_item, l_1_loop in LoopContext(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'recycled'), undefined):
            l_1_attribute = resolve('attribute')
            _loop_vars = {}
            pass
            yield '<tr><th scope="row"'
            yield escape(context.call((undefined(name='attribute') if l_1_attribute is missing else l_1_attribute), 'lang', environment.getattr(l_1_item, 'language'), _loop_vars=_loop_vars))
            yield '>'
            yield escape(environment.getattr(l_1_item, 'text'))
            yield '</th><td class="num">'
            yield escape(t_4(environment.getattr(l_1_item, 'courses')))
            yield '</td><td>'
            l_2_loop = missing
            t_7 = 1
            for l_2_perspective, l_2_loop in LoopContext(environment.getattr(l_1_item, 'perspectives'), undefined):
                _loop_vars = {}
                pass
                yield escape(environment.getattr(l_2_perspective, 'name'))
                yield escape((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 169 in 'index.html.j2' evaluated to false and no else section was defined.")))
                t_7 = 0
            l_2_loop = l_2_perspective = missing
            if t_7:
                pass
                yield '–'
            yield '</td>\n<td><details class="members"><summary>'
            yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s outcome', '%(count)s outcomes', environment.getattr(l_1_item, 'outcomes'), _loop_vars=_loop_vars))
            yield '</summary><p>'
            l_2_loop = missing
            for (l_2_owner, l_2_anchor), l_2_loop in LoopContext(environment.getattr(l_1_item, 'members'), undefined):
                _loop_vars = {}
                pass
                yield '<a href="'
                yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), l_2_anchor, _loop_vars=_loop_vars))
                yield '#'
                yield escape(l_2_anchor)
                yield '">'
                yield escape(l_2_owner)
                yield '</a>'
                yield escape((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 170 in 'index.html.j2' evaluated to false and no else section was defined.")))
            l_2_loop = l_2_owner = l_2_anchor = missing
            if (environment.getattr(l_1_item, 'outcomes') > t_3(environment.getattr(l_1_item, 'members'))):
                pass
                yield ' …'
            yield '</p></details></td></tr>\n'
        l_1_loop = l_1_item = l_1_attribute = missing
        yield '</tbody>\n</table>\n</div>\n</section>\n'
    yield '\n'
    if (undefined(name='differing') if l_0_differing is missing else l_0_differing):
        pass
        yield '<section id="versions" aria-labelledby="versions-h">\n<h2 id="versions-h">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Versions that differ', _block_vars=_block_vars))
        yield '</h2>\n<p>'
        yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), 'In %(count)s course, the syllabus and its translation say different things. Only one of them is counted.', 'In %(count)s courses, the syllabus and its translation say different things. Only one of them is counted.', t_3((undefined(name='differing') if l_0_differing is missing else l_0_differing)), _block_vars=_block_vars))
        yield ' '
        yield escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition), _block_vars=_block_vars))
        yield '</p>\n<ul class="differing">\n'
        for l_1_course in (undefined(name='differing') if l_0_differing is missing else l_0_differing):
            l_1_attribute = resolve('attribute')
            _loop_vars = {}
            pass
            yield '<li><a href="'
            yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_1_course, 'anchor'), _loop_vars=_loop_vars))
            yield '#'
            yield escape(environment.getattr(l_1_course, 'anchor'))
            yield '"'
            yield escape(context.call((undefined(name='attribute') if l_1_attribute is missing else l_1_attribute), 'lang', environment.getattr(l_1_course, 'language'), _loop_vars=_loop_vars))
            yield '>'
            yield escape(environment.getattr(l_1_course, 'name'))
            yield '</a>: '
            yield escape(t_5(context.eval_ctx, environment.getattr(l_1_course, 'disagreements'), '; '))
            yield '</li>\n'
        l_1_course = l_1_attribute = missing
        yield '</ul>\n</section>\n'
    yield '\n<section id="courses" aria-labelledby="courses-h">\n<h2 id="courses-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses and their outcomes', _block_vars=_block_vars))
    yield '</h2>\n'
    if environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'courses'):
        pass
        yield '<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The audit is large: its programmes and the outcomes of its courses stand on pages of their own, in the folder “pages” that belongs to this page. Keep the two together. To search and sort all outcomes at once, use audit.xlsx.', _block_vars=_block_vars))
        yield '</p>\n<ul class="pages">\n'
        for l_1_page in environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'courses'):
            _loop_vars = {}
            pass
            yield '<li><a href="'
            yield escape(environment.getattr(l_1_page, 'path'))
            yield '">'
            yield escape(environment.getattr(environment.getitem(environment.getattr(l_1_page, 'courses'), 0), 'short'))
            yield ' – '
            yield escape(environment.getattr(environment.getitem(environment.getattr(l_1_page, 'courses'), -1), 'short'))
            yield '</a> ('
            yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s course', '%(count)s courses', t_3(environment.getattr(l_1_page, 'courses')), _loop_vars=_loop_vars))
            yield ', '
            yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s outcome', '%(count)s outcomes', environment.getattr(l_1_page, 'outcomes'), _loop_vars=_loop_vars))
            yield ')\n<details class="members"><summary>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Which', _loop_vars=_loop_vars))
            yield '</summary><ul>\n'
            for l_2_course in environment.getattr(l_1_page, 'courses'):
                l_2_link_to = resolve('link_to')
                _loop_vars = {}
                pass
                yield '<li>'
                yield escape(context.call((undefined(name='link_to') if l_2_link_to is missing else l_2_link_to), l_2_course, _loop_vars=_loop_vars))
                yield '</li>\n'
            l_2_course = l_2_link_to = missing
            yield '</ul></details></li>\n'
        l_1_page = missing
        yield '</ul>\n'
    else:
        pass
        yield '<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Each outcome stands as in its syllabus. Marked are the words that a decision rests on; below them stand the decision, its probability and the rule of the codebook.', _block_vars=_block_vars))
        yield '</p>\n'
        template = environment.get_template('courses.html.j2', 'index.html.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
        yield '\n'
    yield '</section>\n\n<section id="by-perspective" aria-labelledby="by-perspective-h">\n<h2 id="by-perspective-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes by perspective', _block_vars=_block_vars))
    yield '</h2>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All outcomes that carry a perspective, by the number they have in their course.', _block_vars=_block_vars))
    yield '</p>\n'
    l_1_loop = missing
    for l_1_group, l_1_loop in LoopContext(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'carriers'), undefined):
        _loop_vars = {}
        pass
        yield '<h3 id="'
        yield escape(environment.getattr(l_1_group, 'anchor'))
        yield '">'
        yield escape(environment.getattr(environment.getattr(l_1_group, 'perspective'), 'heading'))
        yield '</h3>\n'
        if environment.getattr(l_1_group, 'outcomes'):
            pass
            yield '<ul class="columns">\n'
            l_2_loop = missing
            for l_2_course, l_2_loop in LoopContext(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'courses'), undefined):
                _loop_vars = {}
                pass
                def t_8(fiter):
                    for l_3_count in fiter:
                        if ((environment.getattr(environment.getattr(l_3_count, 'perspective'), 'position') == environment.getattr(environment.getattr(l_1_group, 'perspective'), 'position')) and environment.getattr(l_3_count, 'carriers')):
                            yield l_3_count
                l_3_loop = missing
                for l_3_count, l_3_loop in LoopContext(t_8(environment.getattr(l_2_course, 'counts')), undefined):
                    l_3_attribute = resolve('attribute')
                    _loop_vars = {}
                    pass
                    yield '<li><a href="'
                    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_2_course, 'anchor'), _loop_vars=_loop_vars))
                    yield '#'
                    yield escape(environment.getattr(l_2_course, 'anchor'))
                    yield '"'
                    yield escape(context.call((undefined(name='attribute') if l_3_attribute is missing else l_3_attribute), 'lang', environment.getattr(l_2_course, 'language'), _loop_vars=_loop_vars))
                    yield '>'
                    yield escape(environment.getattr(l_2_course, 'name'))
                    yield '</a>: '
                    l_4_loop = missing
                    for (l_4_number, l_4_anchor), l_4_loop in LoopContext(environment.getattr(l_3_count, 'carriers'), undefined):
                        _loop_vars = {}
                        pass
                        yield '<a href="'
                        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), l_4_anchor, _loop_vars=_loop_vars))
                        yield '#'
                        yield escape(l_4_anchor)
                        yield '" aria-label="'
                        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'outcome %(number)s', number=l_4_number, _loop_vars=_loop_vars))
                        yield '">'
                        yield escape(l_4_number)
                        yield '</a>'
                        yield escape((', ' if (not environment.getattr(l_4_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 220 in 'index.html.j2' evaluated to false and no else section was defined.")))
                    l_4_loop = l_4_number = l_4_anchor = missing
                    yield '</li>\n'
                l_3_loop = l_3_count = l_3_attribute = missing
            l_2_loop = l_2_course = missing
            yield '</ul>\n'
        else:
            pass
            yield '<p>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No outcome was found that carries this perspective.', _loop_vars=_loop_vars))
            yield '</p>\n'
    l_1_loop = l_1_group = missing
    yield '</section>\n\n<section id="attention" aria-labelledby="attention-h">\n<h2 id="attention-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Files that need attention', _block_vars=_block_vars))
    yield '</h2>\n<p>'
    yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s file was read:', '%(count)s files were read:', environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'files'), _block_vars=_block_vars))
    yield ' '
    l_1_loop = missing
    for (l_1_status, l_1_count), l_1_loop in LoopContext(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'statuses'), undefined):
        _loop_vars = {}
        pass
        yield escape(l_1_status)
        yield ' '
        yield escape(t_4(l_1_count))
        yield escape((', ' if (not environment.getattr(l_1_loop, 'last')) else '.'))
    l_1_loop = l_1_status = l_1_count = missing
    yield '</p>\n'
    if environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'attention'):
        pass
        yield '<div class="scroll" role="group" aria-label="'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Files that need attention', _block_vars=_block_vars))
        yield '" tabindex="0">\n<table>\n<caption class="quiet">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'What happened, and what can be done', _block_vars=_block_vars))
        yield '</caption>\n<thead><tr><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'File', _block_vars=_block_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Result', _block_vars=_block_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'What happened', _block_vars=_block_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'What can be done', _block_vars=_block_vars))
        yield '</th></tr></thead>\n'
        l_1_loop = missing
        for l_1_file, l_1_loop in LoopContext(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'attention'), undefined):
            _loop_vars = {}
            pass
            yield '<tbody>\n'
            l_2_loop = missing
            for l_2_problem, l_2_loop in LoopContext((environment.getattr(l_1_file, 'problems') or [None]), undefined):
                l_2_page_number = resolve('page_number')
                _loop_vars = {}
                pass
                yield '<tr>\n'
                if environment.getattr(l_2_loop, 'first'):
                    pass
                    yield '<th scope="rowgroup" rowspan="'
                    yield escape(t_3((environment.getattr(l_1_file, 'problems') or [None])))
                    yield '" class="path">'
                    yield escape(environment.getattr(l_1_file, 'path'))
                    yield '</th>\n<td rowspan="'
                    yield escape(t_3((environment.getattr(l_1_file, 'problems') or [None])))
                    yield '">'
                    yield escape(environment.getattr(l_1_file, 'status'))
                    yield '</td>\n'
                yield '<td>'
                if l_2_problem:
                    pass
                    yield escape(environment.getattr(l_2_problem, 'message'))
                    if environment.getattr(l_2_problem, 'page'):
                        pass
                        yield ' ('
                        yield escape(context.call((undefined(name='page_number') if l_2_page_number is missing else l_2_page_number), environment.getattr(l_2_problem, 'page'), _loop_vars=_loop_vars))
                        yield ')'
                yield '</td>\n<td>'
                if l_2_problem:
                    pass
                    yield escape(environment.getattr(l_2_problem, 'hint'))
                yield '</td>\n</tr>\n'
            l_2_loop = l_2_problem = l_2_page_number = missing
            yield '</tbody>\n'
        l_1_loop = l_1_file = missing
        yield '</table>\n</div>\n'
    else:
        pass
        yield '<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No file needs attention.', _block_vars=_block_vars))
        yield '</p>\n'
    yield '</section>\n\n<section id="definitions" aria-labelledby="definitions-h">\n<h2 id="definitions-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Definitions', _block_vars=_block_vars))
    yield '</h2>\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The perspectives', _block_vars=_block_vars))
    yield '</h3>\n<dl class="definitions">\n'
    for l_1_perspective in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives'):
        _loop_vars = {}
        pass
        yield '<dt>'
        yield escape(environment.getattr(l_1_perspective, 'heading'))
        yield '</dt><dd>'
        yield escape(environment.getattr(l_1_perspective, 'definition'))
        yield ' <span class="advice">'
        yield escape(environment.getattr(l_1_perspective, 'advice'))
        yield '</span></dd>\n'
    l_1_perspective = missing
    yield '</dl>\n<h3 id="figures">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The figures', _block_vars=_block_vars))
    yield '</h3>\n<dl class="definitions">\n'
    for (l_1_name, l_1_meaning) in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'figures'):
        _loop_vars = {}
        pass
        yield '<dt>'
        yield escape(l_1_name)
        yield '</dt><dd>'
        yield escape(l_1_meaning)
        yield '</dd>\n'
    l_1_name = l_1_meaning = missing
    yield '</dl>\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Language of instruction', _block_vars=_block_vars))
    yield '</h3>\n<dl class="definitions">\n'
    for (l_1_name, l_1_meaning) in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'instruction_statuses'):
        _loop_vars = {}
        pass
        yield '<dt>'
        yield escape(t_6(l_1_name[:1]))
        yield escape(l_1_name[1:])
        yield '</dt><dd>'
        yield escape(l_1_meaning)
        yield '</dd>\n'
    l_1_name = l_1_meaning = missing
    yield '</dl>\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The rules of the codebook', _block_vars=_block_vars))
    yield '</h3>\n'
    def t_9(fiter):
        for (l_1_perspective, l_1_rules) in fiter:
            if l_1_rules:
                yield (l_1_perspective, l_1_rules)
    for (l_1_perspective, l_1_rules) in t_9(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'rules')):
        _loop_vars = {}
        pass
        yield '<div class="scroll" role="group" aria-label="'
        yield escape(environment.getattr(l_1_perspective, 'heading'))
        yield '" tabindex="0">\n<table class="rules">\n<caption>'
        yield escape(environment.getattr(l_1_perspective, 'heading'))
        yield '</caption>\n<thead><tr><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Rule', _loop_vars=_loop_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Verdict', _loop_vars=_loop_vars))
        yield '</th><th scope="col">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Text', _loop_vars=_loop_vars))
        yield '</th></tr></thead>\n<tbody>\n'
        for l_2_rule in l_1_rules:
            _loop_vars = {}
            pass
            yield '<tr id="'
            yield escape(environment.getattr(l_2_rule, 'anchor'))
            yield '"><th scope="row">'
            yield escape(environment.getattr(l_2_rule, 'id'))
            yield '</th><td>'
            yield escape(environment.getattr(l_2_rule, 'verdict'))
            yield '</td><td>'
            yield escape(environment.getattr(l_2_rule, 'text'))
            yield '</td></tr>\n'
        l_2_rule = missing
        yield '</tbody>\n</table>\n</div>\n'
    l_1_perspective = l_1_rules = missing
    yield '</section>\n\n<section id="provenance" aria-labelledby="provenance-h">\n<h2 id="provenance-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Provenance', _block_vars=_block_vars))
    yield '</h2>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The same files, settings, scheme and model give the same report. With these values it can be made again, and compared.', _block_vars=_block_vars))
    yield '</p>\n<table class="provenance">\n<caption class="quiet">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'What the report was made with', _block_vars=_block_vars))
    yield '</caption>\n<tbody>\n<tr><th scope="row">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Scheme', _block_vars=_block_vars))
    yield '</th><td>'
    yield escape(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'scheme'))
    yield '</td></tr>\n'
    for (l_1_name, l_1_value) in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'provenance'):
        _loop_vars = {}
        pass
        yield '<tr><th scope="row">'
        yield escape(l_1_name)
        yield '</th><td class="digest">'
        yield escape(l_1_value)
        yield '</td></tr>\n'
    l_1_name = l_1_value = missing
    yield '</tbody>\n</table>\n</section>\n'

blocks = {'contents': block_contents, 'main': block_main}
debug_info = '1=26&2=29&3=56&4=77&5=82&7=108&8=112&9=115&10=119&11=122&13=124&14=129&18=139&19=142&21=146&22=149&23=153&25=157&26=160&28=164&29=167&31=171&32=174&34=181&35=185&36=189&37=195&38=199&41=204&43=248&44=250&45=252&47=259&49=261&50=266&51=268&52=270&53=276&54=279&56=286&58=289&59=291&60=293&64=305&65=308&67=314&69=316&70=318&71=320&72=322&73=326&77=330&79=335&80=343&81=349&82=351&83=355&90=361&92=363&93=366&94=368&97=375&98=377&99=379&103=381&104=383&105=386&109=394&111=397&112=399&113=402&115=404&119=407&121=410&122=412&123=416&124=419&125=421&127=423&128=426&129=428&131=433&136=436&137=438&138=442&142=445&144=448&145=450&146=454&147=458&149=460&150=466&151=470&158=488&160=491&161=493&162=497&163=503&165=505&166=507&168=516&169=521&170=540&178=562&180=565&181=567&183=571&184=576&191=589&192=591&193=594&195=596&196=600&197=610&198=612&199=617&205=626&206=628&212=636&213=638&214=641&215=645&216=649&218=653&219=656&220=666&225=696&231=700&232=702&233=714&234=717&236=719&237=721&238=730&240=735&242=740&243=743&244=747&246=752&247=761&255=772&260=775&261=777&263=779&264=783&267=791&269=793&270=797&273=803&275=805&276=809&279=816&280=818&281=826&283=828&284=830&286=836&287=840&296=852&297=854&299=856&301=858&302=862&303=866'
